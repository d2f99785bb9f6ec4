// Every form of insert, upsert, update and delete, on the tables of CRM, and the remote procedures.
import { assert, names, refused, supabase, userId, worked } from './start.mjs'

// insert
const silent = await supabase.from('contacts').insert({ first_name: 'Silent' })
assert.deepEqual([silent.status, silent.data, silent.error], [201, null, null])
const one = await worked(supabase.from('contacts').insert({ first_name: 'One', custom_fields: { a: 1.5 } }).select().single())
assert.deepEqual([one.first_name, one.custom_fields, one.tags, one.opt_in_status], ['One', { a: 1.5 }, [], true])
assert.match(one.created_at, /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/)
const many = await supabase.from('contacts').insert([{ first_name: 'A' }, { first_name: 'B', last_name: 'Z' }], { count: 'exact', defaultToNull: false }).select('first_name, last_name, tags')
assert.deepEqual(many.data, [
  { first_name: 'A', last_name: null, tags: [] },
  { first_name: 'B', last_name: 'Z', tags: [] },
])
assert.equal(many.count, 2)
await refused(supabase.from('contacts').insert([{ first_name: 'C' }, { first_name: 'D', tags: ['x'] }]), '23502')
assert.deepEqual(await worked(supabase.from('contacts').insert([]).select()), [])
await refused(supabase.from('contacts').insert({ no_such_column: 1 }), 'PGRST204')
await refused(supabase.from('contacts').insert({ organization_id: '11111111-1111-4111-8111-111111111111' }), '42501')
await refused(supabase.from('contacts').insert({ company_id: '11111111-1111-4111-8111-111111111111' }), '23503')
await refused(supabase.from('contacts').insert({ id: one.id }), '23505')

// upsert
const product = { sku: 'S-1', name: 'First', price: 10 }
const [first] = await worked(supabase.from('products').upsert(product, { onConflict: 'organization_id,sku' }).select())
const [again] = await worked(supabase.from('products').upsert({ ...product, name: 'Second' }, { onConflict: 'organization_id,sku' }).select('id, name, price'))
assert.deepEqual(again, { id: first.id, name: 'Second', price: 10 })
const ignored = await worked(supabase.from('products').upsert({ ...product, name: 'Third' }, { onConflict: 'organization_id,sku', ignoreDuplicates: true }).select())
assert.deepEqual(ignored, [])
const mixed = await worked(supabase.from('products').upsert([{ ...product, price: 11 }, { sku: 'S-2', name: 'Other', price: 2 }], { onConflict: 'organization_id,sku' }).select('sku, price'))
assert.deepEqual(mixed, [{ sku: 'S-1', price: 11 }, { sku: 'S-2', price: 2 }])
const [byKey] = await worked(supabase.from('products').upsert({ id: first.id, name: 'By key' }).select('id, name, price'))
assert.deepEqual(byKey, { id: first.id, name: 'By key', price: 11 })
await refused(supabase.from('products').upsert(product, { onConflict: 'name' }), '42P10')
await refused(supabase.from('products').insert(product), '23505')
await refused(supabase.from('products').upsert([product, product], { onConflict: 'organization_id,sku' }), '21000')

// update
const quiet = await supabase.from('contacts').update({ last_name: 'Quiet' }).eq('id', one.id)
assert.deepEqual([quiet.status, quiet.data, quiet.error], [204, null, null])
const changed = await supabase.from('contacts').update({ tags: ['x', 'y'] }, { count: 'exact' }).eq('id', one.id).select('id, last_name, tags')
assert.deepEqual([changed.data, changed.count], [[{ id: one.id, last_name: 'Quiet', tags: ['x', 'y'] }], 1])
assert.deepEqual(await worked(supabase.from('contacts').update({ tags: [] }).eq('first_name', 'Nobody').select()), [])
await refused(supabase.from('contacts').update({ tags: [] }), '21000')
assert.equal((await worked(supabase.from('contacts').update({ last_name: 'Single' }).eq('id', one.id).select().single())).last_name, 'Single')
await refused(supabase.from('contacts').update({ last_name: 'Both' }).in('first_name', ['A', 'B']).select().single(), 'PGRST116')
assert.equal(await worked(supabase.from('contacts').select().eq('last_name', 'Both').maybeSingle()), null)
await refused(supabase.from('contacts').update({ last_name: 'Both' }).in('first_name', ['A', 'B']).maxAffected(1).select(), 'PGRST124')
assert.deepEqual(names(await worked(supabase.from('contacts').update({ last_name: 'Both' }).in('first_name', ['A', 'B']).maxAffected(2).select().order('first_name'))), ['A', 'B'])
await refused(supabase.from('contacts').update({ last_survey_rating: 9 }).eq('id', one.id), '23514')

// CRM
const company = await worked(supabase.from('companies').insert({ name: 'Acme' }).select('id').single())
const pipeline = await worked(supabase.from('pipelines').insert({ name: 'Extra', stages: [{ id: 'lead', name: 'Lead' }, { id: 'won', name: 'Won' }] }).select().single())
assert.equal(pipeline.stages[1].id, 'won')
const deal = await worked(
  supabase
    .from('deals')
    .insert({ title: 'Deal', value: 99.95, contact_id: one.id, company_id: company.id, pipeline_id: pipeline.id, owner_id: userId, stage: 'lead' })
    .select('*, contacts(first_name), companies(name), pipelines(name), profiles!deals_owner_id_fkey(id)')
    .single(),
)
assert.deepEqual(
  [deal.value, deal.status, deal.contacts, deal.companies, deal.pipelines, deal.profiles],
  [99.95, 'OPEN', { first_name: 'One' }, { name: 'Acme' }, { name: 'Extra' }, { id: userId }],
)
const won = await worked(supabase.from('deals').update({ stage: 'won' }).eq('id', deal.id).select('stage, status, contact:contacts!inner(first_name)'))
assert.deepEqual(won, [{ stage: 'won', status: 'WON', contact: { first_name: 'One' } }])
await refused(supabase.from('pipelines').delete().eq('id', pipeline.id), '23503')
const task = await worked(supabase.from('tasks').insert({ title: 'Call', contact_id: one.id, deal_id: deal.id, assignee_id: userId, due_date: '2026-05-01T12:00:00+02:00', priority: 'high' }).select().single())
assert.deepEqual([task.due_date, task.priority, task.completed], ['2026-05-01T10:00:00+00:00', 'HIGH', false])
const note = await worked(supabase.from('notes').insert({ content: 'Hello', contact_id: one.id }).select('*, author:profiles!notes_author_id_fkey(id)').single())
assert.deepEqual(note.author, { id: userId })
const whole = await worked(supabase.from('contacts').select('first_name, deals(title, tasks(title)), tasks(title), notes(content)').eq('id', one.id).single())
assert.deepEqual(whole, { first_name: 'One', deals: [{ title: 'Deal', tasks: [{ title: 'Call' }] }], tasks: [{ title: 'Call' }], notes: [{ content: 'Hello' }] })

// delete
await refused(supabase.from('contacts').delete(), '21000')
await refused(supabase.from('contacts').delete().in('first_name', ['A', 'B']).maxAffected(1), 'PGRST124')
const gone = await supabase.from('contacts').delete({ count: 'exact' }).in('first_name', ['A', 'B']).select('first_name').order('first_name')
assert.deepEqual([names(gone.data), gone.count], [['A', 'B'], 2])
const removed = await supabase.from('contacts').delete().eq('id', one.id)
assert.deepEqual([removed.status, removed.data, removed.error], [204, null, null])
for (const [table, row] of [['deals', deal], ['tasks', task], ['notes', note]]) {
  assert.deepEqual(await worked(supabase.from(table).select().eq('id', row.id)), [], table)
}
assert.deepEqual(names(await worked(supabase.from('contacts').select())), ['Silent'])

// remote procedures
const login = await worked(supabase.rpc('get_user_login_data', { _user_id: userId }))
assert.ok(login.organization_name)
await refused(supabase.rpc('get_user_login_data', { wrong: 1 }), 'PGRST202')
await refused(supabase.rpc('no_such_function'), 'PGRST202')

console.log('passed')
process.exit(0)
