// What sinks received, verified by libraries that are not ours: node signatures.mjs <url> <secret> <sink>...
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import express from 'express'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'

const [url, secret, ...sinks] = process.argv.slice(2)

// The documented receiver: it hashes the body that it has parsed and printed again.
const app = express()
app.use(express.json())
app.post('/webhooks', (req, res) => {
  const signature = req.headers['x-webhook-signature']
  const hmac = crypto.createHmac('sha256', secret)
  hmac.update(JSON.stringify(req.body))
  const computedSignature = hmac.digest('hex')
  if (signature !== computedSignature) {
    return res.status(401).send('Invalid signature')
  }
  res.status(200).send('OK')
})
const server = app.listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const receiver = `http://127.0.0.1:${server.address().port}/webhooks`

const format = secret.startsWith('whsec_') ? undefined : { format: 'raw' }
let verified = 0
for (const sink of sinks) {
  const calls = await (await fetch(`${url}/_sandbox/calls?provider=sink:${sink}`)).json()
  assert.ok(calls.length > 0, `nothing came to ${sink}`)
  for (const { raw, headers } of calls) {
    const names = ['x-webhook-signature', 'webhook-id', 'webhook-timestamp', 'webhook-signature']
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    names.forEach((name) => assert.ok(sent[name], `no ${name}`))

    const answer = await fetch(receiver, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-webhook-signature': sent['x-webhook-signature'] },
      body: raw,
    })
    assert.equal(answer.status, 200, `the documented receiver: ${await answer.text()}`)

    assert.deepEqual(new StandardWebhook(secret, format).verify(raw, sent), JSON.parse(raw))
    assert.deepEqual(new SvixWebhook(secret, format).verify(raw, sent), JSON.parse(raw))
    assert.throws(() => new SvixWebhook(secret, format).verify(raw + ' ', sent))
    verified++
  }
}
server.close()
console.log(`${verified} deliveries verified`)
