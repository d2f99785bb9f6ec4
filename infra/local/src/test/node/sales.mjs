// What the inbox badge, the contact page, the reports and the share dialog ask for.
import { assert, names, refused, supabase, userId, worked } from './start.mjs'

const [channel] = await worked(
  supabase.from('channel_accounts').insert({ name: 'Bot', type: 'TELEGRAM', settings: { bot_id: crypto.randomUUID() } }).select(),
)
const [john, sara] = await worked(supabase.from('contacts').insert([{ first_name: 'John' }, { first_name: 'Sara' }]).select())
const [first, second] = await worked(
  supabase
    .from('conversations')
    .insert([
      { contact_id: john.id, channel_account_id: channel.id },
      { contact_id: sara.id, channel_account_id: channel.id },
    ])
    .select(),
)
const say = (conversation, direction, content) =>
  worked(supabase.from('messages').insert({ conversation_id: conversation.id, direction, content }))

// unread and unanswered
const unread = () => worked(supabase.rpc('get_conversation_unread_counts'))
const unanswered = () => worked(supabase.rpc('get_unanswered_conversations_count'))
assert.deepEqual(await unread(), [])
assert.equal(await unanswered(), 0)
await say(first, 'INBOUND', 'one')
await say(first, 'INBOUND', 'two')
await say(second, 'INBOUND', 'three')
const counts = await unread()
assert.deepEqual(new Map(counts.map((row) => [row.conversation_id, row.unread_count])), new Map([[first.id, 2], [second.id, 1]]))
assert.equal(await unanswered(), 2)
const listed = await worked(supabase.from('conversations').select('id').in('id', names(counts, 'conversation_id')))
assert.equal(listed.length, 2)
await worked(supabase.from('conversations').update({ last_read_at: new Date().toISOString() }).eq('id', first.id))
assert.deepEqual(await unread(), [{ conversation_id: second.id, unread_count: 1 }])
assert.equal(await unanswered(), 2)
await say(second, 'OUTBOUND', 'answer')
assert.equal(await unanswered(), 1)
assert.equal(await worked(supabase.rpc('get_unanswered_conversations_count', {}, { get: true })), 1)
await refused(supabase.rpc('get_unanswered_conversations_count', { of: userId }), 'PGRST202')

// the contact's page
const timeline = (before) => worked(supabase.rpc('get_contact_timeline', { contact_id: john.id, before, limit: 2 }))
const page = await timeline(null)
assert.deepEqual(names(page.items, 'type'), ['message', 'message'])
assert.equal(page.items[0].data.content, 'two')
const rest = await timeline(page.next)
assert.deepEqual([names(rest.items, 'type'), rest.next], [['conversation'], null])
const byGet = await worked(supabase.rpc('get_contact_timeline', { contact_id: john.id, before: page.next }, { get: true }))
assert.deepEqual(byGet, rest)

// deals and their figures
const deals = await worked(
  supabase
    .from('deals')
    .insert(
      [
        { title: 'A', contact_id: john.id, stage: 'lead', value: 10000, probability: 50 },
        { title: 'B', contact_id: john.id, stage: 'lead', value: 5000, probability: 80 },
        { title: 'C', contact_id: sara.id, stage: 'won', value: 15000 },
      ],
      { defaultToNull: false },
    )
    .select(),
)
const forecast = await worked(supabase.rpc('get_deal_forecast', { target: 30000 }))
assert.deepEqual([forecast.weighted_value, forecast.won_value, forecast.forecast, forecast.gap], [9000, 15000, 24000, 6000])
const { data: report, error } = await supabase.functions.invoke('sales-report?assignee_id=unassigned', { method: 'GET' })
assert.equal(error, null)
assert.equal(report.summary.total_value, 30000)
const { data: csv } = await supabase.functions.invoke('sales-report?format=csv', { method: 'GET' })
assert.match(await (csv instanceof Blob ? csv.text() : csv), /Grand Total,3 deals/)

// links
const { data: link } = await supabase.functions.invoke('shared-content', { body: { entity_type: 'deal', entity_id: deals[0].id, password: 'sesame' } })
const { data: seen } = await supabase.functions.invoke('shared-content-view', { body: { token: link.token, password: 'sesame' } })
assert.deepEqual([seen.data.title, seen.data.value, seen.view_count], ['A', null, 1])
const { error: wrong } = await supabase.functions.invoke('shared-content-view', { body: { token: link.token, password: 'guess' } })
assert.equal(wrong.context.status, 401)
assert.equal((await wrong.context.json()).error, 'Invalid password')
const [stored] = await worked(supabase.from('shared_content').select().eq('id', link.id))
assert.deepEqual([stored.view_count, stored.has_password, 'password_hash' in stored], [1, true, false])

console.log('passed')
process.exit(0)
