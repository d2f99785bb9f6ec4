// The counterpart of the Java function: parses the body, makes the same DynamoDB calls in the same order, answers JSON.
import { DynamoDBClient, BatchGetItemCommand, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const calls = process.env.BENCH_CALLS.split(',').filter(Boolean);
const key = { pk: { S: 'bench' }, sk: { S: '-' } };

const commands = {
  GetItem: () => new GetItemCommand({ TableName: process.env.OPS_TABLE, Key: key, ConsistentRead: true }),
  BatchGetItem: () => new BatchGetItemCommand({ RequestItems: { [process.env.CORE_TABLE]: { Keys: [key] } } }),
  UpdateItem: () =>
    new UpdateItemCommand({
      TableName: process.env.OPS_TABLE,
      Key: key,
      UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one',
      ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    }),
};

export async function handler(event) {
  const body = event.body ? JSON.parse(event.body) : {};
  for (const name of calls) {
    await client.send(commands[name]());
  }
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ success: true, echo: body }),
  };
}
