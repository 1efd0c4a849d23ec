import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../../../src/core/causes/failureOf.ts';

const openai = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
});
const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message } });

test('a 404 speaks of the address or of a model, and of nothing else that is called a URL', () => {
  for (const [cause, status, body] of [
    ['wrong-address', 404, openai('Invalid URL (POST /wrong/chat/completions)', 'invalid_request_error', null)],
    ['wrong-address', 404, { message: 'Invalid URL (POST /chat/completions)' }],
    ['wrong-address', 404, openai('Unknown request URL: POST /openai/chat/completions.', 'x', 'unknown_url')],
    [
      'wrong-address',
      404,
      { error: { code: 404, message: 'That was not found. Please check the URL and try again.' } },
    ],
    ['wrong-address', 404, anthropic('not_found_error', 'Not Found')],
    ['wrong-address', 404, { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } }],
    ['wrong-address', 404, { error: { code: '404', message: 'Resource not found' } }],
    ['wrong-address', 404, '404 page not found'],
    ['wrong-address', 404, '<!DOCTYPE html><html><body><pre>Cannot POST /chat/completions</pre></body></html>'],
    ['wrong-address', 404, '<html><title>404 Not Found</title></html>'],
    ['wrong-address', 404, 'status code (no body)'],
    ['wrong-address', 405, { detail: 'Method Not Allowed' }],
    ['wrong-address', 405, '<html><title>405 Not Allowed</title></html>'],
    ['model-not-found', 404, openai('The model `x` does not exist', 'invalid_request_error', 'model_not_found')],
    ['model-not-found', 404, anthropic('not_found_error', 'model: claude-x')],
    ['model-not-found', 404, { error: { message: 'Not found: model x', type: 'not_found_error' } }],
    ['model-not-found', 404, anthropic('not_found_error', 'Not found. There is no model of this name.')],
    ['model-not-found', 404, '<html><body>The model x was not found</body></html>'],
    ['unknown', 404, '<html><body>Deployment not found</body></html>'],
    ['unknown', 200, openai('Invalid URL: the image at https://a.example/ could not be read', 'x', null)],
    ['model-not-found', 404, { error: { code: 'DeploymentNotFound', message: 'The API deployment does not exist.' } }],
    ['model-not-found', 404, { error: "model 'x' not found, try pulling it first" }],
    [
      'unknown',
      400,
      openai('Invalid URL: the image at https://a.example/ could not be read', 'x', 'invalid_image_url'),
    ],
    ['unknown', 400, openai('Invalid URL (POST /x) in image_url', 'invalid_request_error', null)],
  ] as const) {
    assert.equal(failureOf({ status, headers: {}, body })?.cause, cause, JSON.stringify(body));
  }
});
