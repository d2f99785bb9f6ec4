// The unmodified client against a running cloud: node account.mjs <url> <anon key>
import assert from 'node:assert/strict'
import { createClient } from '@supabase/supabase-js'

const [url, anonKey] = process.argv.slice(2)
const options = { auth: { persistSession: false, autoRefreshToken: false } }
const supabase = createClient(url, anonKey, options)
const email = `node-${crypto.randomUUID()}@example.com`
const password = 'correct horse 1'

const worked = (result) => {
  assert.equal(result.error, null, JSON.stringify(result.error))
  return result.data
}

// The newest mail to an address, read where the sandbox keeps what SES received.
async function mail(subject) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const calls = await (await fetch(`${url}/_sandbox/calls?provider=ses`)).json()
    const found = calls
      .filter((call) => JSON.stringify(call.body.Destination).includes(email))
      .map((call) => call.body.Content.Simple)
      .filter((content) => content.Subject.Data === subject)
    if (found.length > 0) return found.at(-1).Body.Text.Data.match(/https?:\/\/\S+/)[0]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no mail "${subject}"`)
}

async function follow(link) {
  const response = await fetch(link, { redirect: 'manual' })
  assert.equal(response.status, 303)
  return new URLSearchParams(new URL(response.headers.get('location')).hash.slice(1))
}

const signedUp = worked(
  await supabase.auth.signUp({
    email,
    password,
    options: { data: { first_name: 'Node', last_name: 'Client', organization_name: 'Node GmbH' } },
  }),
)
assert.equal(signedUp.session, null)
assert.equal(signedUp.user.email, email)

const early = await supabase.auth.signInWithPassword({ email, password })
assert.equal(early.error.code, 'email_not_confirmed')

const confirmed = await follow(await mail('Confirm your email address'))
assert.equal(confirmed.get('type'), 'signup')

const wrong = await supabase.auth.signInWithPassword({ email, password: 'not the password' })
assert.equal(wrong.error.code, 'invalid_credentials')
assert.equal(wrong.error.status, 400)

const weak = await supabase.auth.signUp({ email: `weak-${email}`, password: 'short' })
assert.equal(weak.error.name, 'AuthWeakPasswordError')
assert.deepEqual(weak.error.reasons, ['length'])

const signedIn = worked(await supabase.auth.signInWithPassword({ email, password }))
assert.equal(signedIn.session.expires_in, 3600)
assert.equal(worked(await supabase.auth.getUser()).user.id, signedIn.user.id)
assert.equal(worked(await supabase.auth.getClaims()).claims.sub, signedIn.user.id)

const updated = worked(await supabase.auth.updateUser({ data: { theme: 'dark' } }))
assert.equal(updated.user.user_metadata.theme, 'dark')
assert.equal(updated.user.user_metadata.first_name, 'Node')

const refreshed = worked(await supabase.auth.refreshSession())
assert.notEqual(refreshed.session.refresh_token, signedIn.session.refresh_token)

const { organizations, count } = worked(await supabase.functions.invoke('list-organizations', { method: 'GET' }))
assert.equal(count, 1)
assert.equal(organizations[0].name, 'Node GmbH')

const loginData = worked(await supabase.rpc('get_user_login_data', { _user_id: signedIn.user.id }))
assert.equal(loginData.organization_name, 'Node GmbH')
const missing = await supabase.rpc('no_such_function', { a: 1 })
assert.equal(missing.error.code, 'PGRST202')

worked(await supabase.auth.resetPasswordForEmail(email, { redirectTo: 'http://localhost:5173/reset-password' }))
const recovery = await follow(await mail('Reset your password'))
assert.equal(recovery.get('type'), 'recovery')
const inReset = createClient(url, anonKey, options)
worked(
  await inReset.auth.setSession({
    access_token: recovery.get('access_token'),
    refresh_token: recovery.get('refresh_token'),
  }),
)
worked(await inReset.auth.updateUser({ password: 'another horse 2' }))

const afterReset = await supabase.auth.getUser()
assert.notEqual(afterReset.error, null)
assert.equal((await supabase.auth.signInWithPassword({ email, password })).error.code, 'invalid_credentials')
worked(await supabase.auth.signInWithPassword({ email, password: 'another horse 2' }))
assert.equal((await supabase.auth.signOut()).error, null)
assert.equal(worked(await supabase.auth.getSession()).session, null)

const pkce = createClient(url, anonKey, { auth: { ...options.auth, flowType: 'pkce', persistSession: true, storage: memory() } })
worked(await pkce.auth.signInWithOtp({ email, options: { shouldCreateUser: false } }))
const link = await fetch(await mail('Your sign-in link'), { redirect: 'manual' })
const code = new URL(link.headers.get('location')).searchParams.get('code')
assert.equal(worked(await pkce.auth.exchangeCodeForSession(code)).user.email, email)

function memory() {
  const items = new Map()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

console.log('account flow passed')
process.exit(0)
