-- Rights in one database, the one we are connected to. Run by a superuser, after
-- roles.sql; may be run again. Plain SQL for psycopg and psql alike.

DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO app, owner', current_database());
END $$;

-- Functions of extensions, and nothing else: every role may use them, none may add.
CREATE SCHEMA IF NOT EXISTS extensions AUTHORIZATION owner;
ALTER SCHEMA extensions OWNER TO owner;
GRANT USAGE ON SCHEMA extensions TO PUBLIC;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions;
-- What guessing at a word costs, so that the planner asks an index first.
ALTER FUNCTION extensions.word_similarity_commutator_op(text, text) COST 200;

-- Our own side's tables: owned by owner, used through control.
ALTER SCHEMA public OWNER TO owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO control;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO control;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO control;

-- What an injected statement could use to leave its firm: set_config('role', ...),
-- functions that run a query given as text, large objects and advisory locks, which
-- belong to the database and not to a schema. Only a superuser's REVOKE has an effect.
DO $$
DECLARE
    dangerous regprocedure;
BEGIN
    FOR dangerous IN
        SELECT oid FROM pg_catalog.pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
        AND proname ~ ('^(set_config'
            '|(query|cursor|table|schema|database)_to_xml.*'
            '|lo_.*|loread|lowrite'
            '|pg_(try_)?advisory_.*)$')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', dangerous);
    END LOOP;
END $$;

-- pg_dump starts with set_config, and owner makes the firms' template with pg_dump.
GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO owner;
