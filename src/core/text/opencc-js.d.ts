/* The package types its converters only; its tables are modules too: `from to|from to|…`. */
declare module 'opencc-js/dict/*' {
  const table: string
  export default table
}
