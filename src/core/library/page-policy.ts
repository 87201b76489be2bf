/* What a page that we serve may do, the same in both shells. Saved pages are hostile; these headers are the last lock. */

/** The interface: our own script and files, no other address, nothing to be framed by, no HTML from strings. */
export const interfacePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  // Pages as saved, and no others: see savedPagePolicy.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html dompurify',
].join('; ')

/** A page to print: its own styles, fonts and kept pictures, and no script at all. */
export const printPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * A page as saved: its own styles, and pictures that are inside of it. It runs nothing, loads nothing and leads nowhere.
 * Of our origin, so that the screen around it hears the keys pressed in it; a page that runs nothing gains nothing by that.
 */
const savedPagePolicy = [
  'sandbox allow-same-origin',
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** A kept file opened by itself: shown, but dead. */
export const assetPolicy = "default-src 'none'; sandbox"

/** Sent with everything. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'X-DNS-Prefetch-Control': 'off',
}

/** Things that never change under their name, such as files named by their SHA-256. */
export const immutable = 'private, max-age=31536000, immutable'

/** Sent with a page as saved, in place of the common ones of the same names: our own screens may frame it. */
export const savedPageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': savedPagePolicy,
  'X-Frame-Options': 'SAMEORIGIN',
  'Cache-Control': 'no-store',
}
