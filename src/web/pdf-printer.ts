/* Prints through a Chromium of this machine, without a window and without a network. */
import type { Browser, Route } from 'playwright-core'
import { ThreadloftError } from '../core/errors.ts'
import { printPolicy } from '../core/library/page-policy.ts'
import type { PageResources, PdfPrinter, PrintJob } from '../core/library/ports.ts'
import { sandboxAllowed } from './chromium.ts'

// Never looked up: every request for it is answered here, and every other one is refused.
const origin = 'http://print.invalid/'

/** A printer that starts the given Chromium for each job; `resources` answers what the page asks for. */
export function chromiumPrinter(executablePath: string, resources: PageResources): PdfPrinter {
  return {
    async print(job) {
      const browser = await startBrowser(executablePath)
      try {
        return await printWith(browser, job, resources)
      } catch (thrown) {
        throw new ThreadloftError('print-failed', { reason: reasonOf(thrown) }, { cause: thrown })
      } finally {
        await browser.close()
      }
    },
  }
}

async function startBrowser(executablePath: string): Promise<Browser> {
  // Loaded when somebody prints: it takes a good part of the time to start.
  const { chromium } = await import('playwright-core')
  try {
    return await chromium.launch({
      executablePath,
      chromiumSandbox: sandboxAllowed(),
      // The document's Creator is the user agent: it names the program, not the person's browser and system.
      args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking', '--user-agent=Threadloft'],
    })
  } catch (thrown) {
    throw new ThreadloftError('print-failed', { reason: reasonOf(thrown) }, { cause: thrown })
  }
}

async function printWith(browser: Browser, job: PrintJob, resources: PageResources): Promise<Uint8Array> {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  await context.route('**/*', route => answerRequest(route, job, resources))
  const page = await context.newPage()
  await page.goto(origin, { waitUntil: 'load' })
  // Fonts begin to load when the page is laid out, which may be after its load event.
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  return page.pdf({ preferCSSPageSize: true, printBackground: true, outline: true, tagged: true })
}

async function answerRequest(route: Route, job: PrintJob, resources: PageResources): Promise<void> {
  const url = route.request().url()
  if (url === origin) {
    const headers = { 'Content-Security-Policy': printPolicy }
    return route.fulfill({ body: job.html, contentType: 'text/html; charset=utf-8', headers })
  }
  const resource = url.startsWith(origin) ? await resources(url.slice(origin.length)) : null
  if (!resource) return route.abort('blockedbyclient')
  return route.fulfill({ body: Buffer.from(resource.bytes), contentType: resource.type })
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.message.split('\n')[0] ?? thrown.name) : String(thrown)
}
