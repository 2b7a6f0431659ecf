/** For requests that may last as long as they like. */
export const noTimer = () => () => {}
