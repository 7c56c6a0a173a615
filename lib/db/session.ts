/**
 * What a server, a database or a role may have set otherwise, and what our questions and their answers stand on. A session
 * says it itself, so that whoever administers the server changes no figure and cuts off no sync that holds its lock for hours.
 */
export interface SessionLimits {
  /** How long a statement may run; 0: as long as it takes. */
  statementMilliseconds?: number
  /** How long a statement may wait for another's lock; 0: as long as it takes. */
  lockMilliseconds?: number
}

/** The statements that begin a session, as one text. */
export function toSessionSettings({ statementMilliseconds = 0, lockMilliseconds = 0 }: SessionLimits = {}): string {
  return `set client_encoding = 'UTF8'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set timezone = 'UTC';
    set search_path = public; set default_transaction_isolation = 'read committed';
    set statement_timeout = ${statementMilliseconds}; set lock_timeout = ${lockMilliseconds};
    set idle_in_transaction_session_timeout = 0;
    select set_config(name, '0', false) from pg_settings where name in ('transaction_timeout', 'idle_session_timeout')`
}
