import { once } from "node:events";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A mail as the server sent it: to whom, and its bytes. */
interface Mail {
  to: string;
  bytes: string;
}

/** A mail server that takes every mail and keeps it, but for those to `refused@…`. */
export class Post {
  private readonly server: Server;
  private readonly mails: Mail[] = [];

  private constructor() {
    this.server = createServer((socket) => this.talk(socket));
  }

  static async open(): Promise<Post> {
    const post = new Post();
    post.server.listen(0, "127.0.0.1");
    await once(post.server, "listening");
    return post;
  }

  /** Where it takes mails. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The text of the newest mail to somebody, once there is one. */
  async newest(to: string): Promise<string> {
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
      const mail = this.mails.findLast((mail) => mail.to === to);
      if (mail) return text(mail.bytes);
    }
    throw new Error(`no mail to ${to}`);
  }

  close(): void {
    this.server.close();
  }

  private talk(socket: Socket): void {
    let [waiting, to, isData] = ["", "", false];
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      const address = /^RCPT TO:<(.*)>/i.exec(line)?.[1];
      if (address?.startsWith("refused@")) return say("550 There is nobody of that name");
      to = address ?? to;
      if (/^DATA/i.test(line)) {
        isData = true;
        return say("354 Go on");
      }
      return say(/^QUIT/i.test(line) ? "221 Bye" : "250 Good");
    };
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      waiting += chunk.toString("latin1");
      for (;;) {
        const end = isData ? "\r\n.\r\n" : "\r\n";
        const length = waiting.indexOf(end);
        if (length < 0) return;
        const part = waiting.slice(0, length);
        waiting = waiting.slice(length + end.length);
        if (isData) {
          this.mails.push({ to, bytes: part.replaceAll("\r\n..", "\r\n.") });
          isData = false;
          say("250 Taken");
        } else {
          hear(part);
        }
      }
    });
    say("220 post.example.org");
  }
}

/** The text of a mail as somebody reads it: what quoted-printable stands for. */
function text(mail: string): string {
  const [head, ...body] = mail.split("\r\n\r\n");
  const written = body.join("\r\n\r\n");
  if (!/quoted-printable/i.test(head!)) return written;
  const bytes = written.replaceAll("=\r\n", "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The link of a mail. */
export function linkIn(text: string): string {
  return /^https?:\S+#\S+$/m.exec(text.replaceAll("\r\n", "\n"))![0];
}
