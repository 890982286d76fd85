import { serverAudits } from "graphql-http";

import { expect, test } from "./test.ts";

// The tests must be named before there is a server, so its address is asked for only when an audit runs.
let address = "";
const audits = serverAudits({ url: () => address, fetchFn: fetch });

test("the whole list of audits is there", () => {
  expect(audits).toHaveLength(61);
});

for (const audit of audits) {
  test(`${audit.id}: ${audit.name}`, async ({ api }) => {
    address = api;
    const result = await audit.fn();
    // What is only a SHOULD of the specification is none here: everything that is not ok fails.
    const reason = result.status === "ok" ? "" : result.reason;
    expect({ status: result.status, reason }).toEqual({ status: "ok", reason: "" });
  });
}
