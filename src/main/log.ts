import log from 'electron-log/node.js'
import type { Logger } from '../core/library/ports.ts'

/** Notes for the program's makers, in one file of limited size beside the window's state. */
export function fileLogger(file: string): Logger {
  const own = log.create({ logId: 'threadloft' })
  own.transports.console.level = false
  own.transports.file.resolvePathFn = () => file
  own.transports.file.maxSize = 1_000_000
  return {
    log: (level, message, details) => own[level](message, ...(details === undefined ? [] : [details])),
  }
}
