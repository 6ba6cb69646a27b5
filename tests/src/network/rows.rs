//! Looks into a section's database past its server: every column of every table, on both engines.

use sqlx::{
    AssertSqlSafe, ColumnIndex, Connection, Database, Decode, Executor, IntoArguments, Row as _, Type,
};

use crate::engine::{Engine, postgres, sqlite};
use crate::proxy::Words;

/// The columns, as `table.column`, in which one of these words stands.
pub(super) async fn search(engine: Engine, database: &str, words: &Words) -> Vec<String> {
    let columns = contents(engine, database).await.into_iter();
    let holding = columns.filter(|(_, cells)| cells.iter().any(|cell| words.stand_in(cell)));
    holding.map(|(column, _)| column).collect()
}

/// Every column, as `table.column`, with its cells in their order of bytes.
pub(super) async fn contents(engine: Engine, database: &str) -> Vec<(String, Vec<Vec<u8>>)> {
    let mut contents = match engine {
        Engine::Sqlite => {
            let sql = "SELECT m.name, c.name, '' FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
                       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1, 2";
            let cell = |column: &str, _: &str| format!(r#"CAST("{column}" AS BLOB)"#);
            cells(&mut sqlite(database).await, sql, cell).await
        }
        Engine::Postgres => {
            let sql = "SELECT table_name::text, column_name::text, data_type::text
                       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2";
            let cell = |column: &str, kind: &str| match kind {
                "bytea" => format!(r#""{column}""#),
                // The id of a row is sought as bytes too.
                "uuid" => format!(r#"uuid_send("{column}")"#),
                _ => format!(r#"convert_to("{column}"::text, 'UTF8')"#),
            };
            cells(&mut postgres(database).await, sql, cell).await
        }
    };
    assert!(contents.len() > 100, "the tables were not found");
    for (_, cells) in &mut contents {
        cells.sort();
    }
    contents
}

/// The cells of each column that `sql` tells of as table, column and kind; `cell` says how one is read as bytes. Each
/// table is read once.
async fn cells<C>(
    connection: &mut C,
    sql: &'static str,
    cell: impl Fn(&str, &str) -> String,
) -> Vec<(String, Vec<Vec<u8>>)>
where
    C: Connection,
    for<'c> &'c mut C: Executor<'c, Database = C::Database>,
    <C::Database as Database>::Arguments: IntoArguments<C::Database>,
    usize: ColumnIndex<<C::Database as Database>::Row>,
    for<'r> String: Decode<'r, C::Database> + Type<C::Database>,
    for<'r> Option<Vec<u8>>: Decode<'r, C::Database> + Type<C::Database>,
{
    let mut contents = Vec::new();
    let columns: Vec<(String, String, String)> = {
        let rows = connection.fetch_all(sql).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
    };
    for table in columns.chunk_by(|one, next| one.0 == next.0) {
        let Some((name, ..)) = table.first() else { continue };
        let read: Vec<String> = table.iter().map(|(_, column, kind)| cell(column, kind)).collect();
        let sql = format!(r#"SELECT {} FROM "{name}""#, read.join(", "));
        let rows = connection.fetch_all(AssertSqlSafe(sql)).await.unwrap();
        for (at, (table, column, _)) in table.iter().enumerate() {
            let cells = rows.iter().filter_map(|row| row.get(at)).collect();
            contents.push((format!("{table}.{column}"), cells));
        }
    }
    contents
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
