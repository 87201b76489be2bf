/** What `read` answers, or null for a file that is not there; every other failure is thrown on. */
export function withoutMissing<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
