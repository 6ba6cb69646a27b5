//! How the program is linked: the addresses that the loader fills in are packed, which takes three megabytes off it.

#[expect(
    clippy::disallowed_methods,
    reason = "what is built for is told to a build script in its environment"
)]
fn main() {
    let of_target = |name| std::env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    println!("cargo::rerun-if-changed=build.rs");
    // Read by glibc since 2.36, which Debian 12 has. A linker that does not know it leaves it out.
    if of_target("OS") == "linux" && of_target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
