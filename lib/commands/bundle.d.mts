/** What bundle.mjs, which run.mjs needs before there is TypeScript, offers to the commands and the tests. */
export function bundle(source: string): Promise<string[]>
