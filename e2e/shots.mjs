import { chromium } from "@playwright/test";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, mkdirSync } from "node:fs";
const bin=process.env.GOLDENTHREAD_BINARY, port=9391, url=`http://127.0.0.1:${port}`;
const dir=mkdtempSync("/tmp/shots-"); const db=`sqlite://${dir}/g.db`;
mkdirSync("/tmp/shot",{recursive:true});
const server=spawn(bin,["serve","--listen",`127.0.0.1:${port}`,"--database",db,"--limit-rate","0"],{stdio:"ignore"});
for(;;){ try{ if((await fetch(url)).ok) break;}catch{} await new Promise(r=>setTimeout(r,100)); }
const who=(email,...more)=>execFileSync(bin,["user","create","--email",email,"--name",email.split("@")[0],"--database",db,"--public-url",url,...more],{encoding:"utf8"}).trim().split("\n").at(-1);
const b=await chromium.launch({executablePath:process.env.CHROMIUM_PATH,args:["--no-sandbox","--disable-gpu","--disable-background-networking"]});
const ctx=await b.newContext(); const page=await ctx.newPage();
await page.goto(who("ada@example.org","--area","leicestershire","--role","area-administrator"));
await page.getByLabel("Password").fill("four words of mine"); await page.getByRole("button",{name:"Set password and sign in"}).click();
await page.getByRole("heading",{level:1,name:"Your account"}).waitFor();
const ask=async(query,variables)=>page.evaluate(async([query,variables])=>(await (await fetch("/graphql",{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify({query,variables})})).json()),[query,variables]);
globalThis.ask=ask;
const idOf=async(path)=>(await ask(`{ action(path: "${path}") { id recordVersion } }`)).data.action;
const a=await idOf("leicestershire/wsoa-2020/1.10"), c=await idOf("leicestershire/wsoa-2020/2.1");
const me=(await ask(`{ team(area:"leicestershire"){members{id}} }`)).data.team.members[0].id;
console.log(JSON.stringify(await ask(`mutation($i: SetActionAssigneesInput!){setActionAssignees(input:$i){problems{message}}}`,{i:{id:a.id,members:[me]}})));
console.log(JSON.stringify(await ask(`mutation($i: UpdateActionStatusInput!){updateActionStatus(input:$i){problems{message}}}`,{i:{actions:[{id:a.id,expectedVersion:1},{id:c.id,expectedVersion:1}],status:{value:"GREEN"},effectiveOn:"2020-11-05",note:"The forum signed it off on 5 November, with two remarks on timing.",link:"https://www.example.org/minutes.pdf"}})));
console.log(JSON.stringify(await ask(`mutation($i: EditActionInput!){editAction(input:$i){problems{message}}}`,{i:{id:a.id,expectedVersion:2,note:"The provider asked for three more months.",due:{from:"2021-03-31"},steps:["Ask the provider.","Sign the contract."],leads:[{name:"Head of SEND",role:"Lead officer"}],links:[{title:"Minutes of the board",link:"https://www.example.org/board.pdf"}]}})));
console.log(JSON.stringify(await ask(`mutation($i: AddCommentInput!){addComment(input:$i){problems{message}}}`,{i:{id:a.id,text:"The provider has not answered yet.\nI will call again on Monday.",mentions:[me]}})));
await ask(`mutation { inviteMember(input:{area:"leicestershire",email:"eve@example.org",name:"Eve",role:EDITOR}){link}}`);
await ask(`mutation { createToken(input:{name:"Nightly report",scope:READ}){secret}}`);
for(const path of process.argv.slice(2)) for(const [w,n] of [[1280,"d"],[375,"m"]]) {
  await page.setViewportSize({width:w,height:900}); await page.goto(url+path); await page.waitForTimeout(1800);
  await page.screenshot({path:`/tmp/shot/${path.replace(/[^a-z0-9]+/gi,"_")}-${n}.png`,fullPage:true});
}
await b.close(); server.kill(); rmSync(dir,{recursive:true,force:true});
