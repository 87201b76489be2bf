/** What a part of the bench is told. */
export interface BenchOptions {
  /** Where made-up libraries and pages stay for the next run. */
  readonly home: string
  /** Posts of the libraries to measure at; none where the part is to choose. */
  readonly sizes: readonly number[]
  /** How many queries of each class. */
  readonly each: number
  /** Recoll is asked at every size. */
  readonly recoll: boolean
}
