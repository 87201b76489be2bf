/** The MIME type of a raster picture by its first bytes; null for all else (SVG can carry script and is not kept). */
export function pictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n')) return 'image/png'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  if (head.slice(4, 11) === 'ftypavi') return 'image/avif'
  return head.startsWith('BM') && head.slice(6, 10) === '\0\0\0\0' ? 'image/bmp' : null
}
