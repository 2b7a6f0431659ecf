declare const __KIT_VERSION__: string

/** Version of the kit, put in by its build; every answer carries it. */
export const version: string = __KIT_VERSION__
