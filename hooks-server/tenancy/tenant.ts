/** Whom a request belongs to, as LiteLLM authenticated it. There is no other source of identity. */
export interface Tenant {
  readonly id: string;
  readonly name?: string;
  readonly platformId?: string;
}

/** What LiteLLM says about the authenticated caller on each of its hooks. Nothing in here was chosen by the client. */
export interface Identity {
  /** SHA-256, in lower-case hex, of the virtual key. */
  readonly keyHash?: string;
  readonly keyAlias?: string;
  readonly teamId?: string;
  /** The virtual key's own metadata (tenant_id, tenant_name, platform_id); absent on the guardrail hook. */
  readonly keyMetadata?: Readonly<Record<string, unknown>>;
}
