import { readFileSync } from 'node:fs';
import { helpText, parseCommand } from '../src/simulator/commandLine.ts';
import { type Simulator, startSimulator } from '../src/simulator/simulator.ts';

function introduction({ origin, openaiBaseUrl, anthropicBaseUrl, models }: Simulator, load: string): string {
  return `The simulator listens on ${origin} (${load}). Ctrl+C ends it.

Keys    sk-simulator (OpenAI), sk-ant-simulator (Anthropic)
Models  ${models.map(({ id }) => id).join(', ')}

curl
  curl -i ${openaiBaseUrl}/chat/completions -H 'Authorization: Bearer sk-simulator' -H 'Content-Type: application/json' \\
    -d '{"model":"gpt-5","messages":[{"role":"user","content":"Hello"}]}'
  curl -i ${anthropicBaseUrl}/v1/messages -H 'x-api-key: sk-ant-simulator' -H 'anthropic-version: 2023-06-01' \\
    -H 'Content-Type: application/json' \\
    -d '{"model":"claude-sonnet-5","max_tokens":64,"messages":[{"role":"user","content":"Hello"}]}'

SDKs
  new OpenAI({ apiKey: 'sk-simulator', baseURL: '${openaiBaseUrl}' })
  new Anthropic({ apiKey: 'sk-ant-simulator', baseURL: '${anthropicBaseUrl}' })

Tools that read the environment
  export OPENAI_API_KEY=sk-simulator OPENAI_BASE_URL=${openaiBaseUrl}
  export ANTHROPIC_API_KEY=sk-ant-simulator ANTHROPIC_BASE_URL=${anthropicBaseUrl}

What it holds, and switching answers
  curl ${origin}/_simulator
  curl ${origin}/_simulator/answer -d '{"answer":"no-credit"}'    (null switches back; --help lists the answers)
`;
}

try {
  const command = parseCommand(process.argv.slice(2), (path) => readFileSync(path, 'utf8'));
  if (command.kind === 'help') {
    console.log(helpText);
  } else {
    const simulator = await startSimulator(command.options);
    console.log(introduction(simulator, command.describedLoad));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nTry "npm run simulator -- --help".`);
  process.exitCode = 1;
}
