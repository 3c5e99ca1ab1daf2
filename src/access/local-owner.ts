/** Without authentication, everything belongs to this owner. */
export const LOCAL_OWNER = 'local';
