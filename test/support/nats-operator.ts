import { createAccount, createOperator, createUser, type KeyPair } from 'nkeys.js';

/** A NATS operator with one account and one user, made for one run, as `nsc` makes them. */
export interface NatsOperator {
  /** The server's configuration: whom it trusts, and the account's own limits. */
  readonly configuration: string;
  /** The user's credentials file. */
  readonly credentials: string;
  /** Another one for the same user, which ends after so many seconds. */
  credentialsFor(seconds: number): string;
}

const unlimited = { subs: -1, data: -1, payload: -1 };

/** Claims signed as a NATS JWT (version 2, ed25519). */
function sign(issuer: KeyPair, subject: KeyPair, name: string, nats: object, seconds?: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ typ: 'JWT', alg: 'ed25519-nkey' });
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    jti: name,
    iat: now,
    ...(seconds !== undefined && { exp: now + seconds }),
    iss: issuer.getPublicKey(),
    sub: subject.getPublicKey(),
    name,
    nats: { version: 2, ...nats },
  };
  const signed = `${header}.${part(claims)}`;
  return `${signed}.${Buffer.from(issuer.sign(Buffer.from(signed))).toString('base64url')}`;
}

/** Makes an operator, an account with JetStream, and a user of it. */
export function createNatsOperator(): NatsOperator {
  const [operator, system, account, user] = [
    createOperator(),
    createAccount(),
    createAccount(),
    createUser(),
  ];
  const stores = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const common = { ...unlimited, conn: -1, leaf: -1, imports: -1, exports: -1, wildcards: true };
  const accounts: readonly (readonly [KeyPair, string, object])[] = [
    // JetStream needs a system account, which itself may have no streams.
    [system, 'system', common],
    [account, 'acme', { ...common, ...stores }],
  ];
  const preloaded = accounts.map(
    ([key, name, limits]) =>
      `${key.getPublicKey()}: ${sign(operator, key, name, { type: 'account', limits })}`,
  );
  const credentials = (seconds?: number) =>
    credentialsFile(
      sign(account, user, 'hooks', { type: 'user', ...unlimited }, seconds),
      Buffer.from(user.getSeed()).toString(),
    );
  return {
    configuration: [
      `operator: ${sign(operator, operator, 'operator', { type: 'operator' })}`,
      'resolver: MEMORY',
      `system_account: ${system.getPublicKey()}`,
      `resolver_preload: {\n${preloaded.join('\n')}\n}`,
      'jetstream: { store_dir: /data }',
      '',
    ].join('\n'),
    credentials: credentials(),
    credentialsFor: credentials,
  };
}

function credentialsFile(token: string, seed: string): string {
  const block = (title: string, text: string) =>
    `-----BEGIN ${title}-----\n${text}\n------END ${title}------\n`;
  return `${block('NATS USER JWT', token)}\n${block('USER NKEY SEED', seed)}`;
}
