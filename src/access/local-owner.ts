/** Everything belongs to this owner as long as nobody has to say who they are. */
export const LOCAL_OWNER = 'local';
