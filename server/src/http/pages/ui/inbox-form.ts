import { defineRoute } from '../../route.ts'
import { sayRefusal } from '../say-fault.ts'
import { seeOther } from '../see-other.ts'
import { inboxPage } from './render-inbox.ts'
import { withForm } from './with-visitor.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/ui/inbox',
  access: 'none',
  body: 'stream',
  summary: 'Accepts or declines what somebody shares.',
  handle: (call) =>
    withForm(call, '/ui/inbox', async (guest, form) => {
      const { mounts } = call.application
      const id = Number(/^[1-9]\d{0,14}$/.exec(form.get('item') ?? '')?.[0] ?? 0)
      const answer = form.get('answer') === 'accept' ? mounts.acceptShare : mounts.declineShare
      try {
        await answer(guest.actor, id)
        return seeOther('/ui/inbox')
      } catch (error) {
        const said = sayRefusal(error, guest.speech)
        if (said === undefined) throw error
        const items = await mounts.listInbox(guest.actor, { limit: 200 })
        return inboxPage(guest, items, { problem: said.message, status: said.status })
      }
    }),
})
