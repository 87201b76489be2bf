/** Whether bytes begin with one of the signatures, each given as Latin-1 characters. */
export function startsWithAny(bytes: Uint8Array, signatures: readonly string[]): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.some(signature => head.startsWith(signature))
}
