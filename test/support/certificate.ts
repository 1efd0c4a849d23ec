import { generateKeyPairSync, sign } from 'node:crypto';

/** A private key and its certificate, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const oids = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
};
const tags = { boolean: 1, integer: 2, bits: 3, bytes: 4, oid: 6, text: 12, time: 24, sequence: 48, set: 49 };

/** A certificate that has signed itself, valid for one host and for ten years; Node makes keys, but no certificates. */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(oids.ecdsaWithSha256));
  const name = sequence(der(tags.set, sequence(oid(oids.commonName), der(tags.text, Buffer.from(host)))));
  const isCa = sequence(oid(oids.basicConstraints), der(tags.bytes, sequence(der(tags.boolean, Buffer.from([0xff])))));
  const isHost = sequence(oid(oids.subjectAltName), der(tags.bytes, sequence(der(0x82, Buffer.from(host)))));
  const toSign = sequence(
    der(0xa0, der(tags.integer, Buffer.from([2]))),
    der(tags.integer, Buffer.from([1])),
    algorithm,
    name,
    sequence(time('20250101000000Z'), time('20350101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(isCa, isHost)),
  );
  const signature = der(tags.bits, Buffer.concat([Buffer.from([0]), sign('sha256', toSign, privateKey)]));
  const lines =
    sequence(toSign, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

/** One value of ASN.1: its tag, its length, and what is in it. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(tags.sequence, ...parts);
const oid = (bytes: readonly number[]) => der(tags.oid, Buffer.from(bytes));
const time = (text: string) => der(tags.time, Buffer.from(text));
