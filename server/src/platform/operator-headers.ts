/**
 * Headers of the operator's door, between the command line and the server. They mean nothing at the public door.
 */

/** Names the user on whose behalf the operator acts; percent-encoded, UTF-8. */
export const actAsHeader = 'isthmus-as'

/** Names the tenant by its host; the default one when absent. */
export const tenantHeader = 'isthmus-tenant'
