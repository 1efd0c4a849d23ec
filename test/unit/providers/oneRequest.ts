/** A program that checks a model once and says how that ended, as JSON: PROVIDER BASE-URL KEY. */
import { providerIds } from '../../../src/core/model/provider.ts';
import { clientOf } from '../../../src/providers/clients.ts';

const [provider, baseUrl = '', apiKey = ''] = process.argv.slice(2);
const client = clientOf(providerIds.find((id) => id === provider) ?? 'compatible');
const { failure } = await client.probe({ apiKey, baseUrl }, 'gpt-5', new AbortController().signal);
process.stdout.write(JSON.stringify(failure));
