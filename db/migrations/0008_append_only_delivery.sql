CREATE TRIGGER outbox_states_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outbox_states
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER consent_scans_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_scans
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
