//! Looks into a section's database past its server: every column of every table, on both engines.

use sqlx::{AssertSqlSafe, Executor as _, Row as _};

use crate::engine::{Engine, postgres, sqlite};
use crate::proxy::holds;

/// The columns, as `table.column`, in which one of these words stands.
pub(super) async fn search(engine: Engine, database: &str, words: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column, cell) in columns(engine, database).await {
        let sql = format!(r#"SELECT {cell} FROM "{table}" WHERE "{column}" IS NOT NULL"#);
        let cells = bytes(engine, database, sql).await;
        if cells.iter().any(|cell| words.iter().any(|word| holds(cell, word))) {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// Every column, as `table.column`, with its cells in their order of bytes.
pub(super) async fn contents(engine: Engine, database: &str) -> Vec<(String, Vec<Vec<u8>>)> {
    let mut contents = Vec::new();
    for (table, column, cell) in columns(engine, database).await {
        let sql = format!(r#"SELECT {cell} FROM "{table}" WHERE "{column}" IS NOT NULL"#);
        let mut cells = bytes(engine, database, sql).await;
        cells.sort();
        contents.push((format!("{table}.{column}"), cells));
    }
    contents
}

/// Table, column, and how its cells are read as bytes.
async fn columns(engine: Engine, database: &str) -> Vec<(String, String, String)> {
    let found: Vec<(String, String, String)> = match engine {
        Engine::Sqlite => {
            let sql = "SELECT m.name, c.name, '' FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
                       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1, 2";
            let rows = sqlite(database).await.fetch_all(sql).await.unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
        }
        Engine::Postgres => {
            let sql = "SELECT table_name::text, column_name::text, data_type::text
                       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2";
            let rows = postgres(database).await.fetch_all(sql).await.unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
        }
    };
    assert!(found.len() > 100, "the tables were not found");
    let cell = |column: &str, kind: &str| match (engine, kind) {
        (Engine::Sqlite, _) => format!(r#"CAST("{column}" AS BLOB)"#),
        (Engine::Postgres, "bytea") => format!(r#""{column}""#),
        // The id of a row is sought as bytes too.
        (Engine::Postgres, "uuid") => format!(r#"uuid_send("{column}")"#),
        (Engine::Postgres, _) => format!(r#"convert_to("{column}"::text, 'UTF8')"#),
    };
    found.into_iter().map(|(table, column, kind)| (table, column.clone(), cell(&column, &kind))).collect()
}

async fn bytes(engine: Engine, database: &str, sql: String) -> Vec<Vec<u8>> {
    let sql = AssertSqlSafe(sql);
    match engine {
        Engine::Sqlite => {
            let rows = sqlite(database).await.fetch_all(sql).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
        Engine::Postgres => {
            let rows = postgres(database).await.fetch_all(sql).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
    }
}

/// One number.
pub(super) async fn count(engine: Engine, database: &str, sql: &str) -> i64 {
    let sql = AssertSqlSafe(sql.to_owned());
    match engine {
        Engine::Sqlite => sqlite(database).await.fetch_one(sql).await.unwrap().get(0),
        Engine::Postgres => postgres(database).await.fetch_one(sql).await.unwrap().get(0),
    }
}

/// Statements.
pub(super) async fn execute(engine: Engine, database: &str, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match engine {
        Engine::Sqlite => drop(sqlite(database).await.execute(sql).await.unwrap()),
        Engine::Postgres => drop(postgres(database).await.execute(sql).await.unwrap()),
    }
}

/// One text.
pub(super) async fn text(engine: Engine, database: &str, sql: &str) -> Option<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    match engine {
        Engine::Sqlite => sqlite(database).await.fetch_optional(sql).await.unwrap().map(|row| row.get(0)),
        Engine::Postgres => postgres(database).await.fetch_optional(sql).await.unwrap().map(|row| row.get(0)),
    }
}
