import { resolve } from "node:path";

import type { CodegenConfig } from "@graphql-codegen/cli";

const here = import.meta.dirname;

/** Types from the committed schema and our queries, once by the preset for clients, once by the plain plugins. */
const config: CodegenConfig = {
  schema: resolve(here, "../../../schema.graphql"),
  documents: resolve(here, "*.graphql"),
  // Types that stand for text on the wire, said once; what is left out would be `any`.
  config: {
    strictScalars: true,
    scalars: { DateTime: "string", NaiveDate: "string", JSON: "unknown" },
    enumsAsTypes: true,
    useTypeImports: true,
  },
  emitLegacyCommonJSImports: false,
  generates: {
    [`${resolve(here, "generated")}/`]: { preset: "client", presetConfig: { fragmentMasking: false } },
    [resolve(here, "generated/plain.ts")]: { plugins: ["typescript", "typescript-operations"] },
  },
};

export default config;
