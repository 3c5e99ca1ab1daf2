/** Stored with every analysis; raised whenever the same pixels could measure differently. */
export const MEASUREMENT_VERSION = '3';
