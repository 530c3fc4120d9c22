//! Compiles the tables of words (`src/lexicon`) into one static table, so that no start of the program reads them.

#[allow(dead_code, unused, unreachable_pub, reason = "the script needs only the reader of the tables")]
#[path = "src/lexicon/mod.rs"]
mod lexicon;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rustc-cfg=lexicon_compiled");
    let folder =
        std::path::PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets the folder of the output"));
    std::fs::write(folder.join("lexicon.rs"), lexicon::rust(lexicon::get()))
}
