// A minimal Lambda runtime: takes an event from the Runtime API, calls the handler, posts its answer, and again.
// The published client (aws-lambda-ric) compiles a native part at install, which a benchmark must not require.
import http from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true });
const base = '/2018-06-01/runtime/';

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: base + path, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const describe = (failure) => JSON.stringify({ errorType: failure.name, errorMessage: failure.message });

const [file, name] = process.env._HANDLER.split('.');
const handler = await import(`./${file}.js`).then(
  (module) => module[name],
  async (failure) => {
    await call('POST', 'init/error', describe(failure));
    process.exit(1);
  },
);

for (;;) {
  const next = await call('GET', 'invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  try {
    await call('POST', `invocation/${id}/response`, JSON.stringify(await handler(JSON.parse(next.text))));
  } catch (failure) {
    await call('POST', `invocation/${id}/error`, describe(failure));
  }
}
