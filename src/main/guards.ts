/* What no window may ever do: reach the network, go elsewhere, open another window, ask for a device. */
import type { Session } from 'electron'
import { app } from 'electron'
import type { Logger } from '../core/library/ports.ts'
import { interfaceOrigin } from './protocol.ts'

const inside = /^(?:app|data|blob|devtools):/

export interface NetworkGuard {
  /** How many requests were refused since the start. Anything but 0 means that something tried to leave. */
  readonly blocked: number
}

/** Must be called before the app is ready: no name is ever looked up, and Chromium's own services stay silent. */
export function silenceChromium(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
}

/** Refuses every request that is not for our own scheme, every permission but copying, and every download. */
export function guardSession(session: Session, logger: Logger): NetworkGuard {
  const guard = { blocked: 0 }
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !inside.test(details.url)
    if (cancel) {
      guard.blocked++
      logger.log('warn', 'a request was blocked', { url: details.url.slice(0, 500), type: details.resourceType })
    }
    answer({ cancel })
  })
  const granted = (permission: string, url: string): boolean =>
    permission === 'clipboard-sanitized-write' && url.startsWith(`${interfaceOrigin}/`)
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(granted(permission, requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', event => event.preventDefault())
  return guard
}

/** Holds every window where it is, from the moment it is made. */
export function guardWindows(logger: Logger): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', event => {
      // A frame of ours shows pages as saved, which can lead nowhere themselves.
      if (!event.isMainFrame && event.url.startsWith(`${interfaceOrigin}/saved/`)) return
      logger.log('warn', 'a navigation was refused', { url: event.url.slice(0, 500) })
      event.preventDefault()
    })
    contents.on('will-redirect', event => event.preventDefault())
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      logger.log('warn', 'a new window was refused', { url: url.slice(0, 500) })
      return { action: 'deny' }
    })
  })
}
