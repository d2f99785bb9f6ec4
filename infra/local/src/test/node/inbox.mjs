// The inbox page: conversations with their contact, channel and assignee, and their messages.
import { assert, names, refused, supabase, userId, worked } from './start.mjs'

const channels = await worked(
  supabase
    .from('channel_accounts')
    .insert([
      { name: 'Insta', type: 'INSTAGRAM', settings: { access_token: 'very secret', ig_user_id: crypto.randomUUID() } },
      { name: 'Page', type: 'MESSENGER', settings: { page_id: crypto.randomUUID() } },
    ])
    .select('id, type, settings'),
)
assert.deepEqual(names(channels, 'type'), ['INSTAGRAM', 'FB_MESSENGER'])
assert.equal(channels[0].settings.access_token, '********')
const [insta, page] = channels
const [john, sara] = await worked(supabase.from('contacts').insert([{ first_name: 'John' }, { first_name: 'Sara' }]).select())
const [direct, comments, closed] = await worked(
  supabase
    .from('conversations')
    .insert(
      [
        { contact_id: john.id, channel_account_id: insta.id, tags: ['vip'], is_important: true, last_message_at: '2026-01-01T10:00:00Z' },
        { contact_id: john.id, channel_account_id: insta.id, metadata: { is_comment_thread: true }, assignee_id: userId, last_message_at: '2026-01-02T10:00:00Z' },
        { contact_id: sara.id, channel_account_id: page.id, status: 'closed', metadata: { is_comment_thread: false } },
      ],
      { defaultToNull: false },
    )
    .select(),
)
await refused(supabase.from('conversations').insert({ contact_id: john.id, channel_account_id: insta.id }), '23505')

const select = `*,
  contact:contacts!conversations_contact_id_fkey(id,first_name,last_name,phones,emails,tags),
  channel_account:channel_accounts!inner(id,type,name),
  assignee:profiles!conversations_assignee_id_fkey(id,first_name,last_name)`
const inbox = () => supabase.from('conversations').select(select).order('last_message_at', { ascending: false, nullsFirst: false })
const found = async (request, ...expected) => assert.deepEqual(names(await worked(request), 'id'), expected.map((row) => row.id))

const [newest] = await worked(inbox().limit(1))
assert.deepEqual([newest.contact.first_name, newest.channel_account, newest.assignee.id], ['John', { id: insta.id, type: 'INSTAGRAM', name: 'Insta' }, userId])
await found(inbox().limit(50), comments, direct, closed)
await found(inbox().range(1, 1), direct)
await found(inbox().eq('status', 'open'), comments, direct)
await found(inbox().eq('assignee_id', userId), comments)
await found(inbox().is('assignee_id', null), direct, closed)
await found(inbox().in('id', [direct.id, closed.id]), direct, closed)
await found(inbox().not('id', 'in', `(${direct.id},${closed.id})`), comments)
await found(inbox().eq('channel_account.type', 'INSTAGRAM'), comments, direct)
await found(inbox().eq('channel_account.type', 'MESSENGER'), closed)
await found(inbox().in('channel_account.type', ['WHATSAPP_LITE', 'WHATSAPP_CLOUD']))
await found(inbox().eq('channel_account.type', 'INSTAGRAM').eq('metadata->>is_comment_thread', 'true'), comments)
await found(inbox().eq('channel_account.type', 'INSTAGRAM').or('metadata->>is_comment_thread.is.null,metadata->>is_comment_thread.eq.false'), direct)
await found(inbox().eq('is_important', true), direct)
await found(inbox().contains('tags', ['vip']), direct)
await found(supabase.from('conversations').select('id, contact:contacts!inner(id)').ilike('contact.full_name_search', '%sara%'), closed)

// messages
await worked(
  supabase.from('messages').insert([
    { conversation_id: direct.id, direction: 'INBOUND', content: 'one' },
    { conversation_id: direct.id, direction: 'OUTBOUND', content: 'two' },
    { conversation_id: comments.id, direction: 'INBOUND', content: 'three' },
  ]),
)
const thread = () => supabase.from('messages').select('id, content, direction').eq('conversation_id', direct.id)
assert.deepEqual(names(await worked(thread().order('content')), 'content'), ['one', 'two'])
assert.deepEqual(names(await worked(thread().eq('direction', 'INBOUND')), 'content'), ['one'])
assert.equal((await thread().order('created_at').limit(1)).data.length, 1)
const count = await supabase.from('messages').select('*', { count: 'exact', head: true })
assert.equal(count.count, 3)
const embedded = await worked(
  supabase
    .from('conversations')
    .select('id, messages(content)')
    .in('id', [direct.id, comments.id])
    .order('created_at', { referencedTable: 'messages', ascending: false })
    .limit(1, { referencedTable: 'messages' }),
)
assert.deepEqual(embedded.map((row) => row.messages.length), [1, 1])
const read = await worked(supabase.from('messages').update({ status: 'READ' }).eq('conversation_id', direct.id).eq('direction', 'INBOUND').select('status, conversation:conversations(id)'))
assert.deepEqual(read, [{ status: 'READ', conversation: { id: direct.id } }])

await worked(supabase.from('conversations').delete().eq('id', direct.id))
assert.deepEqual(names(await worked(supabase.from('messages').select()), 'content'), ['three'])

console.log('passed')
process.exit(0)
