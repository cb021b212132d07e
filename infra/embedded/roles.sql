-- Logins and roles of the whole server. Run by a superuser; may be run again.
--
-- Plain SQL, so that psycopg (infra/embedded) and psql (docker-compose.yml) run the same
-- file. The passwords come as settings of the session: tablinum.owner_password and
-- tablinum.app_password. A server of the platform holds nothing else: roles belong to
-- the server, not to a database.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['owner', 'app', 'control'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
END $$;

-- Migrations and provisioning: owns every schema, makes a role for each firm.
ALTER ROLE owner LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS;
-- Web and worker: no rights of its own, none by inheritance; it becomes a firm's role.
ALTER ROLE app LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Our own side: the tables of the public schema.
ALTER ROLE control NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

DO $$
DECLARE
    login text;
    password text;
BEGIN
    FOREACH login IN ARRAY ARRAY['owner', 'app'] LOOP
        password := current_setting(format('tablinum.%s_password', login), true);
        IF coalesce(password, '') = '' THEN
            RAISE EXCEPTION 'the setting tablinum.%_password is missing', login;
        END IF;
        EXECUTE format('ALTER ROLE %I PASSWORD %L', login, password);
    END LOOP;
END $$;

GRANT control TO owner, app WITH INHERIT FALSE, SET TRUE;

-- Django asks for UTC through set_config, which is revoked, unless the login has it.
ALTER ROLE owner SET timezone = 'UTC';
ALTER ROLE app SET timezone = 'UTC';
-- How like a word must be to be found in place of another one (portal/people/finding.py).
ALTER ROLE app SET pg_trgm.word_similarity_threshold = 0.4;
-- Disks have no moving heads any more.
ALTER ROLE app SET random_page_cost = 1.1;
-- A migration that waits for a lock must not make every request wait behind it.
ALTER ROLE owner SET lock_timeout = '10s';

-- Our logins have one database to be in.
REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;
