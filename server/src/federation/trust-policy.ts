/** Who may share with the people of a tenant: see `federation.policy`. */
export type TrustPolicy = 'open' | 'known' | 'listed' | 'invited'
