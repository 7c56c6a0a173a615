/** The variables of a .env file, as whatever editor wrote it. */
export function readEnvFile(path: string): Record<string, string>
