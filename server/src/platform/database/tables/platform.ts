export interface PlatformTables {
  allocators: AllocatorTable
}

/** Counters of the integer ids that are never used twice. */
interface AllocatorTable {
  name: string
  next: number
}
