// What every script of the data API begins with: node <script> <url> <anon key> <access token> <user id>
import assert from 'node:assert/strict'
import { createClient } from '@supabase/supabase-js'

const [url, anonKey, token, userId] = process.argv.slice(2)
const supabase = createClient(url, anonKey, { accessToken: async () => token })

/** The data of an answer that must have worked. */
const worked = async (request) => {
  const result = await request
  assert.equal(result.error, null, JSON.stringify(result.error))
  return result.data
}

/** The error of an answer that must have been refused. */
const refused = async (request, code) => {
  const result = await request
  assert.notEqual(result.error, null, 'was not refused: ' + JSON.stringify(result.data))
  assert.equal(result.error.code, code, JSON.stringify(result.error))
  return result.error
}

const names = (rows, column = 'first_name') => rows.map((row) => row[column])

export { assert, names, refused, supabase, userId, worked }
