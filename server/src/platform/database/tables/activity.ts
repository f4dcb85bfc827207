export interface ActivityTables {
  audit: AuditTable
  user_notifications: UserNotificationsTable
  notification_choices: NotificationChoiceTable
}

interface AuditTable {
  id: string
  tenant_id: number
  at: number
  /** `user`, `operator`, `peer`, `share`, `system`. */
  actor_kind: string
  /** User name, host or share id; the empty string for `operator` and `system`. */
  actor: string
  /** `share.created`, `user.created` … */
  action: string
  subject_kind: string
  subject_id: string
  /** Facts as JSON, never a secret. */
  detail: string
}

interface UserNotificationsTable {
  id: number
  tenant_id: number
  user_id: string
  /** `share-received`, `share-accepted` … */
  kind: string
  subject_kind: string
  subject_id: number
  /** What the subject is called. */
  subject_name: string
  /** Who did it, or is at the other end: `ann@cloud.example`. */
  actor: string
  created_at: number
  read_at: number | null
  /** 0 for one that is mailed and not shown. */
  in_app: number
  /** How it is still to be mailed: `at-once`, `daily`. Null when it is not, or not any more. */
  mail: string | null
}

/** How a user wants to be told of something; no row where they have not chosen. */
interface NotificationChoiceTable {
  user_id: string
  tenant_id: number
  /** That of the notification. */
  kind: string
  in_app: number
  /** `never`, `at-once`, `daily`. */
  mail: string
}
