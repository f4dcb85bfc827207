/** The same keys with words of another language. */
export type Words<T> = { readonly [key in keyof T]: T[key] extends string ? string : Words<T[key]> }
