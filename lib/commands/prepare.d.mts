/** What prepare.mjs, which runs before there are packages, offers to the commands. */
export function prepare(wanted: { pages?: boolean; devPackages: boolean; types?: boolean }): Promise<void>
