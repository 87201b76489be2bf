/* What a browser sees before the interface: the step from ticket to cookie, or a closed door. */
import type { Context } from 'hono'
import { messageLocale } from '../core/library/host-handlers.ts'
import { m } from '../messages/generated/messages.js'

/**
 * Leads on to the interface. Not a redirect: a request that another page or a file began carries no strict cookie, and
 * a redirect of it does not either. A page of ours that moves on does.
 */
export function entrancePage(context: Context): Response {
  return context.html('<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=./">')
}

/** Says how to come in. */
export function ticketNeeded(context: Context): Response {
  return context.text(m.web_ticket_needed({}, { locale: wantedLocale(context) }), 403)
}

function wantedLocale(context: Context): 'en' | 'zh-Hans' | 'zh-Hant' {
  const wanted = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}/i.exec(context.req.header('accept-language') ?? '')?.[0]
  return wanted === undefined ? 'en' : messageLocale(wanted)
}
