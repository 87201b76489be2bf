import packageJson from '../../package.json' with { type: 'json' }

/** The program's version, as libraries and help show it. */
export const version: string = packageJson.version
