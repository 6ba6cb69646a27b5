//! The tables of the two engines are the same tables: columns, nullability, keys and indexes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use preau_tests::engine::{Engine, Trial, postgres, sqlite};
use sqlx::{AssertSqlSafe, Executor as _, Row as _};

/// A table, reduced to what both engines can say of it.
#[derive(Default, PartialEq, Eq, Debug)]
struct Table {
    /// Name to kind (whole, bytes or text), whether it may be empty, and its place in the primary key.
    columns: BTreeMap<String, (&'static str, bool, i64)>,
    /// Column, table and column it points to, and what happens when that goes.
    keys: BTreeSet<(String, String, String, String)>,
    /// Name, whether unique, columns with `-` before a descending one, and the condition.
    indexes: BTreeSet<(String, bool, Vec<String>, String)>,
}

#[tokio::test]
async fn the_two_engines_have_the_same_tables() {
    let one = Trial::open(Engine::Sqlite).await.unwrap();
    let Some(other) = Trial::open(Engine::Postgres).await else { return };
    let (one, other) = (of_sqlite(&one.address).await, of_postgres(&other.address).await);

    assert!(one.len() > 15, "the tables were not found: {:?}", one.keys());
    assert!(one.values().map(|table| table.indexes.len()).sum::<usize>() > 20, "the indexes were not found");
    assert!(one.values().map(|table| table.keys.len()).sum::<usize>() > 8, "the keys were not found");
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, table) in &one {
        assert_eq!(Some(table), other.get(name), "{name}: SQLite left, PostgreSQL right");
    }
}

async fn of_sqlite(path: &str) -> BTreeMap<String, Table> {
    let mut db = sqlite(path).await;
    let mut tables = BTreeMap::new();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
                 AND name NOT LIKE '!_sqlx%' ESCAPE '!'";
    for row in db.fetch_all(names).await.unwrap() {
        let name: String = row.get(0);
        let mut table = Table::default();
        let sql = format!(r#"SELECT name, type, "notnull", pk FROM pragma_table_info('{name}')"#);
        for row in db.fetch_all(AssertSqlSafe(sql)).await.unwrap() {
            let (kind, required, place): (String, i64, i64) = (row.get(1), row.get(2), row.get(3));
            table.columns.insert(row.get(0), (kind_of(&kind), required == 0, place));
        }
        let sql =
            format!(r#"SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list('{name}')"#);
        for row in db.fetch_all(AssertSqlSafe(sql)).await.unwrap() {
            table.keys.insert((row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        let sql = format!(
            "SELECT list.name, list.\"unique\", list.origin, COALESCE(sql, '') FROM pragma_index_list('{name}') AS list
             JOIN sqlite_master AS master ON master.name = list.name WHERE list.origin <> 'pk'"
        );
        for row in db.fetch_all(AssertSqlSafe(sql)).await.unwrap() {
            let (index, unique, origin, sql): (String, i64, String, String) =
                (row.get(0), row.get(1), row.get(2), row.get(3));
            let columns = format!(
                "SELECT name, \"desc\" FROM pragma_index_xinfo('{index}') WHERE \"key\" = 1 ORDER BY seqno"
            );
            let columns = db.fetch_all(AssertSqlSafe(columns)).await.unwrap();
            let columns =
                columns.iter().map(|row| column_of(row.get(0), row.get::<i64, _>(1) == 1)).collect();
            let condition = sql.split_once(" WHERE ").map_or("", |(_, condition)| condition);
            table.indexes.insert((name_of(index, &origin), unique == 1, columns, condition_of(condition)));
        }
        tables.insert(name, table);
    }
    tables
}

async fn of_postgres(address: &str) -> BTreeMap<String, Table> {
    let mut db = postgres(address).await;
    let mut tables = BTreeMap::<String, Table>::new();
    let columns = "SELECT c.relname::text, a.attname::text, t.typname::text, a.attnotnull,
               COALESCE(array_position(i.indkey::int2[], a.attnum), -1)::bigint
           FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
           LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
           WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
             AND c.relname NOT LIKE '\\_sqlx%'";
    for row in db.fetch_all(columns).await.unwrap() {
        let (kind, required, place): (String, bool, i64) = (row.get(2), row.get(3), row.get(4));
        let column = (kind_of(&kind), !required, place + 1);
        tables.entry(row.get(0)).or_default().columns.insert(row.get(1), column);
    }
    let keys =
        "SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, b.attname::text,
               CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                   WHEN 'r' THEN 'RESTRICT' ELSE 'SET DEFAULT' END
           FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
           JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
           WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace";
    for row in db.fetch_all(keys).await.unwrap() {
        let key = (row.get(1), row.get(2), row.get(3), row.get(4));
        tables.entry(row.get(0)).or_default().keys.insert(key);
    }
    let indexes = "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, i.indisunique,
               COALESCE(pg_get_expr(i.indpred, i.indrelid), ''),
               CASE WHEN EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype = 'u')
                   THEN 'u' ELSE 'c' END,
               ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (n, place)
                     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY k.place),
               ARRAY(SELECT (o & 1) = 1 FROM unnest(i.indoption::int2[]) WITH ORDINALITY AS k (o, place) ORDER BY place)
           FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
           WHERE NOT i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE '\\_sqlx%'";
    for row in db.fetch_all(indexes).await.unwrap() {
        let (columns, descending): (Vec<String>, Vec<bool>) = (row.get(5), row.get(6));
        let columns = columns.into_iter().zip(descending).map(|(name, down)| column_of(name, down)).collect();
        let index = (name_of(row.get(1), row.get(4)), row.get(2), columns, condition_of(row.get(3)));
        tables.entry(row.get(0)).or_default().indexes.insert(index);
    }
    tables
}

fn kind_of(kind: &str) -> &'static str {
    match kind {
        "INTEGER" | "int4" | "int8" | "bool" => "whole",
        "BLOB" | "bytea" | "uuid" => "bytes",
        "TEXT" | "text" => "text",
        other => panic!("no column of ours is of type {other}"),
    }
}

fn column_of(name: String, descending: bool) -> String {
    if descending { format!("-{name}") } else { name }
}

/// An index that stands for a UNIQUE constraint has no name of ours.
fn name_of(index: String, origin: &str) -> String {
    if origin == "u" { String::new() } else { index }
}

/// A condition without the parentheses and casts that PostgreSQL puts in.
fn condition_of(text: &str) -> String {
    text.replace("::text", "").replace(['(', ')'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
