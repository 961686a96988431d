CREATE TRIGGER case_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_states_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_states
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER announcement_updates_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON announcement_updates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
