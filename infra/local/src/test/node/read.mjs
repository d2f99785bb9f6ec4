// Every filter and modifier of a select, on contacts and companies.
import { assert, names, refused, supabase, userId, worked } from './start.mjs'

const [acme, beta] = await worked(
  supabase
    .from('companies')
    .insert([
      { name: 'Acme', employee_count: 10, annual_revenue: 1234.5 },
      { name: 'Beta', employee_count: 200 },
    ])
    .select(),
)
const people = await worked(
  supabase
    .from('contacts')
    .insert([
      { first_name: 'Ann', last_name: 'Lee', tags: ['vip', 'a b'], phones: ['+201017177777'], company_id: acme.id, custom_fields: { tier: 'gold', n: 5, deep: { x: [1, 2] } }, last_survey_rating: 5 },
      { first_name: 'Bob', last_name: 'Ray', tags: ['vip'], company_id: beta.id, custom_fields: { tier: 'silver', n: 50 }, last_survey_rating: 3 },
      { first_name: 'Cleo', last_name: null, tags: [], opt_in_status: false, description: 'The fat cat sat' },
      { first_name: 'Dan (x), "y"', last_name: 'Ray', tags: ['new'], assignee_id: userId },
    ], { defaultToNull: false })
    .select('id, first_name'),
)
const [ann, bob, cleo, dan] = people
assert.deepEqual(names(people), ['Ann', 'Bob', 'Cleo', 'Dan (x), "y"'])
const contacts = (columns = 'first_name', options) =>
  supabase.from('contacts').select(columns, options).order('first_name')
const found = async (request, ...expected) => assert.deepEqual(names(await worked(request)), expected)
const D = dan.first_name

// columns, aliases, casts and paths
assert.deepEqual(await worked(supabase.from('contacts').select('name:first_name, tier:custom_fields->>tier, deep:custom_fields->deep->x->0, n:custom_fields->n').eq('id', ann.id)), [
  { name: 'Ann', tier: 'gold', deep: 1, n: 5 },
])
assert.deepEqual(await worked(supabase.from('contacts').select('last_survey_rating::text').eq('id', ann.id)), [{ last_survey_rating: '5' }])
assert.equal((await worked(supabase.from('contacts').select().eq('id', ann.id)))[0].full_name_search, 'Ann Lee')

// comparison
await found(contacts().eq('first_name', 'Ann'), 'Ann')
await found(contacts().eq('first_name', D), D)
await found(contacts().neq('last_name', 'Ray'), 'Ann')
await found(contacts().gt('last_survey_rating', 3), 'Ann')
await found(contacts().gte('last_survey_rating', 3), 'Ann', 'Bob')
await found(contacts().lt('last_survey_rating', 5), 'Bob')
await found(contacts().lte('last_survey_rating', 5), 'Ann', 'Bob')
await found(contacts().gte('created_at', '2020-01-01').lt('created_at', '2020-01-02'))
await found(contacts().like('first_name', 'A%'), 'Ann')
await found(contacts().like('first_name', 'a%'))
await found(contacts().ilike('first_name', '%O%'), 'Bob', 'Cleo')
await found(contacts().likeAllOf('first_name', ['A%', '%n']), 'Ann')
await found(contacts().likeAnyOf('first_name', ['A%', 'B%']), 'Ann', 'Bob')
await found(contacts().ilikeAllOf('first_name', ['%B%', '%o%']), 'Bob')
await found(contacts().ilikeAnyOf('first_name', ['ann', 'cl%']), 'Ann', 'Cleo')
await found(contacts().regexMatch('first_name', '^[AB]'), 'Ann', 'Bob')
await found(contacts().regexIMatch('first_name', '^[ab]'), 'Ann', 'Bob')
await found(contacts().is('last_name', null), 'Cleo')
await found(contacts().is('opt_in_status', false), 'Cleo')
await found(contacts().isDistinct('last_name', 'Ray'), 'Ann', 'Cleo')
await found(contacts().in('first_name', ['Ann', 'Bob', 'Nobody']), 'Ann', 'Bob')
await found(contacts().in('id', [ann.id, cleo.id]), 'Ann', 'Cleo')
await found(contacts().in('id', []))
await found(contacts().notIn('first_name', ['Ann', 'Bob']), 'Cleo', D)

// arrays and documents
await found(contacts().contains('tags', ['vip', 'a b']), 'Ann')
await found(contacts().contains('tags', ['vip']), 'Ann', 'Bob')
await found(contacts().contains('phones', ['+201017177777']), 'Ann')
await found(contacts().containedBy('tags', ['vip', 'new']), 'Bob', 'Cleo', D)
await found(contacts().overlaps('tags', ['vip', 'new']), 'Ann', 'Bob', D)
await found(contacts().contains('custom_fields', { tier: 'gold' }), 'Ann')
await found(contacts().containedBy('custom_fields', { tier: 'silver', n: 50, more: 1 }), 'Bob', 'Cleo', D)
await found(contacts().eq('custom_fields->>tier', 'silver'), 'Bob')
await found(contacts().eq('custom_fields->deep->x->>1', '2'), 'Ann')
await found(contacts().gt('custom_fields->n', 5), 'Bob')

// text search
await found(contacts().textSearch('description', "'fat' & 'cat'"), 'Cleo')
await found(contacts().textSearch('description', 'fat dog', { type: 'plain', config: 'english' }))
await found(contacts().textSearch('description', 'fat cat', { type: 'phrase' }), 'Cleo')
await found(contacts().textSearch('description', '"cat sat" -dog', { type: 'websearch', config: 'english' }), 'Cleo')

// logic
await found(contacts().match({ last_name: 'Ray', opt_in_status: true }), 'Bob', D)
await found(contacts().not('last_name', 'is', null), 'Ann', 'Bob', D)
await found(contacts().not('first_name', 'in', '("Ann","Bob")'), 'Cleo', D)
await found(contacts().or('first_name.eq.Ann,and(last_name.eq.Ray,tags.cs.{new})'), 'Ann', D)
await found(contacts().or('last_name.is.null,custom_fields->>tier.eq.gold'), 'Ann', 'Cleo')
await found(contacts().filter('first_name', 'in', '("Ann","Cleo")'), 'Ann', 'Cleo')
await found(contacts().filter('first_name', 'not.eq', 'Ann'), 'Bob', 'Cleo', D)

// order, limit, range, count
await found(supabase.from('contacts').select('first_name').order('last_name', { ascending: false, nullsFirst: false }).order('first_name', { ascending: false }), D, 'Bob', 'Ann', 'Cleo')
await found(supabase.from('contacts').select('first_name').order('last_name', { nullsFirst: true }).order('first_name'), 'Cleo', 'Ann', 'Bob', D)
await found(contacts().limit(2), 'Ann', 'Bob')
await found(contacts().range(1, 2), 'Bob', 'Cleo')
const exact = await contacts('first_name', { count: 'exact' }).range(0, 1)
assert.deepEqual([exact.status, exact.count, exact.data.length], [206, 4, 2])
for (const count of ['planned', 'estimated']) {
  assert.ok((await contacts('first_name', { count })).count >= 0)
}
const head = await supabase.from('contacts').select('*', { count: 'exact', head: true }).eq('last_name', 'Ray')
assert.deepEqual([head.error, head.count, head.data], [null, 2, null])
await refused(contacts('first_name', { count: 'exact' }).range(10, 20), 'PGRST103')
assert.deepEqual(await worked(contacts().range(10, 20)), [])

// single rows
assert.equal((await worked(contacts('*').eq('id', ann.id).single())).last_name, 'Lee')
await refused(contacts().single(), 'PGRST116')
await refused(contacts().eq('first_name', 'Nobody').single(), 'PGRST116')
assert.equal((await worked(contacts().eq('id', ann.id).maybeSingle())).first_name, 'Ann')
assert.equal(await worked(contacts().eq('first_name', 'Nobody').maybeSingle()), null)
await refused(contacts().maybeSingle(), 'PGRST116')
await assert.rejects(async () => { await contacts().single().throwOnError() }, (error) => error.code === 'PGRST116')

// other forms of answers
assert.equal(await worked(contacts('first_name,tags').in('first_name', ['Ann', 'Cleo']).csv()), 'first_name,tags\nAnn,"{vip,""a b""}"\nCleo,{}')
assert.deepEqual(await worked(contacts('first_name,last_name').eq('first_name', 'Cleo').stripNulls()), [{ first_name: 'Cleo' }])
const plan = await contacts().explain()
assert.ok([200, 406].includes(plan.status), String(plan.status))
const aborted = new AbortController()
aborted.abort()
assert.match((await contacts().abortSignal(aborted.signal)).error.message, /[Aa]bort/)
await found(contacts().eq('id', ann.id).setHeader('x-custom', '1').retry(false), 'Ann')

// embeds
assert.deepEqual(await worked(contacts('first_name, companies(name), assignee:profiles!contacts_assignee_id_fkey(id)').in('id', [ann.id, dan.id])), [
  { first_name: 'Ann', companies: { name: 'Acme' }, assignee: null },
  { first_name: D, companies: null, assignee: { id: userId } },
])
await found(contacts('first_name, companies!inner(name)'), 'Ann', 'Bob')
await found(contacts('first_name, company:companies!inner(name)').eq('company.name', 'Beta'), 'Bob')
await found(contacts('first_name, companies()').not('companies', 'is', null), 'Ann', 'Bob')
await found(contacts('first_name, companies()').is('companies', null), 'Cleo', D)
assert.deepEqual(await worked(contacts('first_name, ...companies(company:name)').eq('id', bob.id)), [{ first_name: 'Bob', company: 'Beta' }])
assert.deepEqual(
  await worked(supabase.from('companies').select('name, contacts(first_name)').order('name').eq('contacts.first_name', 'Bob')),
  [{ name: 'Acme', contacts: [] }, { name: 'Beta', contacts: [{ first_name: 'Bob' }] }],
)
assert.deepEqual(
  await worked(supabase.from('companies').select('name, contacts(first_name)').order('name', { ascending: false }).or('first_name.eq.Ann,first_name.eq.Bob', { referencedTable: 'contacts' }).order('first_name', { referencedTable: 'contacts' }).limit(1, { referencedTable: 'contacts' })),
  [{ name: 'Beta', contacts: [{ first_name: 'Bob' }] }, { name: 'Acme', contacts: [{ first_name: 'Ann' }] }],
)
await found(supabase.from('contacts').select('first_name, companies(name)').order('companies(name)', { ascending: false, nullsFirst: false }).order('first_name').limit(2), 'Bob', 'Ann')

// refusals
await refused(contacts().eq('no_such_column', 1), '42703')
await refused(supabase.from('no_such_table').select(), 'PGRST205')
await refused(contacts('*, no_such_table(*)'), 'PGRST200')
await refused(contacts().eq('id', 'no uuid'), '22P02')
await refused(contacts().filter('first_name', 'nosuch', '1'), 'PGRST100')
await refused(supabase.schema('private').from('contacts').select(), 'PGRST106')

console.log('passed')
process.exit(0)
