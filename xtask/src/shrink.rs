//! Making a finished module smaller over the network, without touching what it does.
//!
//! Functions that are alike are put side by side ([`similar`]), and what the module imports from its script gets short names: those
//! that wasm-bindgen gives hold random digits, which no compression makes smaller.

use std::{collections::HashMap, convert::Infallible};

use anyhow::{Context, Result};
use wasm_encoder::{
    CodeSection, FunctionSection, ImportSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionSectionReader, ImportSectionReader, Parser,
    Payload, TypeRef,
};

use crate::similar;

/// What a module calls its script then.
const SHORT_SCRIPT: &str = "_";

/// The module with its functions in another order, the names of `names` in place of those that it imports from its script, and
/// without sections that no browser reads.
///
/// # Errors
/// If this is no module.
pub(crate) fn module(bytes: &[u8], names: &Names) -> Result<Vec<u8>> {
    let mut imported_functions = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported_functions += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = similar::order(&bodies);
    let mut places = vec![0; order.len()];
    for (place, &function) in order.iter().enumerate() {
        places[function] = place;
    }
    let mut shrunk = Module::new();
    let mut rewriting = Rewriting {
        names,
        imported_functions,
        order,
        places,
    };
    rewriting
        .parse_core_module(&mut shrunk, Parser::new(0), bytes)
        .context("a module cannot be written again")?;
    Ok(shrunk.finish())
}

/// Short names for the functions that modules import from their script.
pub(crate) struct Names {
    /// What the modules call the script.
    script: String,
    short: HashMap<String, String>,
}

impl Names {
    /// Names for all functions that the module imports from what it calls `script`.
    ///
    /// # Errors
    /// If this is no module.
    pub(crate) fn new(module: &[u8], script: &str) -> Result<Self> {
        let mut short = HashMap::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::ImportSection(imports) = payload? {
                for import in imports.into_imports() {
                    let import = import?;
                    if import.module == script && matches!(import.ty, TypeRef::Func(_)) {
                        let name = format!("_{:x}", short.len());
                        short.insert(import.name.to_owned(), name);
                    }
                }
            }
        }
        Ok(Self {
            script: script.to_owned(),
            short,
        })
    }

    /// The name of something that is imported.
    fn of<'name>(&'name self, module: &'name str, name: &'name str) -> (&'name str, &'name str) {
        if module == self.script {
            (
                SHORT_SCRIPT,
                self.short.get(name).map_or(name, String::as_str),
            )
        } else {
            (module, name)
        }
    }

    /// The script with these names in it.
    pub(crate) fn in_script(&self, script: &str) -> String {
        let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
        let mut renamed = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_of_word) {
            renamed.push_str(&rest[..start]);
            let length = rest[start..].find(|letter| !is_of_word(letter));
            let end = length.map_or(rest.len(), |length| start + length);
            let word = &rest[start..end];
            renamed.push_str(self.short.get(word).map_or(word, String::as_str));
            rest = &rest[end..];
        }
        renamed.push_str(rest);
        renamed.replace(
            &format!("\"{}\"", self.script),
            &format!("\"{SHORT_SCRIPT}\""),
        )
    }
}

struct Rewriting<'a> {
    names: &'a Names,
    imported_functions: usize,
    /// The functions that are not imported, by their new places; and their new places.
    order: Vec<usize>,
    places: Vec<usize>,
}

impl Reencode for Rewriting<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = (function as usize).checked_sub(self.imported_functions);
        Ok(own.map_or(function, |own| {
            (self.imported_functions + self.places[own]) as u32
        }))
    }

    fn parse_import_section(
        &mut self,
        section: &mut ImportSection,
        imports: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in imports.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            let (module, name) = self.names.of(import.module, import.name);
            section.import(module, name, ty);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        functions: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = functions.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in &self.order {
            section.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        functions: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = functions.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(section, bodies[function].clone())?;
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, Instruction, TypeSection, ValType,
    };
    use wasmparser::Operator;

    use super::*;

    const SCRIPT: &str = "./main_bg.js";
    /// Constants that functions consist of: those of the first and the last are alike.
    const CONSTANTS: [&[i64]; 3] = [&[1 << 60, 1 << 59, 1 << 58], &[3], &[1 << 60, 1 << 59]];

    /// Imports two functions. Of its own three, with 0, 1 and 2 parameters, each calls the next one, and the last an import;
    /// all are exported by their number of parameters.
    fn sample() -> Vec<u8> {
        let mut types = TypeSection::new();
        let mut imports = ImportSection::new();
        let mut functions = FunctionSection::new();
        let mut exports = ExportSection::new();
        let mut code = CodeSection::new();
        imports.import(SCRIPT, "log_0123456789abcdef", EntityType::Function(0));
        imports.import("elsewhere", "log_0123456789abcdef", EntityType::Function(0));
        for (parameters, constants) in (0..).zip(CONSTANTS) {
            types
                .ty()
                .function(vec![ValType::I64; parameters as usize], []);
            functions.function(parameters);
            exports.export(&parameters.to_string(), ExportKind::Func, 2 + parameters);
            let mut body = Function::new([]);
            for &constant in constants {
                body.instruction(&Instruction::I64Const(constant));
                body.instruction(&Instruction::Drop);
            }
            body.instruction(&Instruction::Call((3 + parameters) % 5));
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    /// What a module imports; and of each of its own functions its type, exported names and the function that it calls.
    #[derive(Default, Debug, PartialEq)]
    struct Shape {
        imports: Vec<(String, String)>,
        types: Vec<u32>,
        exports: Vec<(String, u32)>,
        calls: Vec<u32>,
    }

    fn shape(module: &[u8]) -> Result<Shape> {
        let mut shape = Shape::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        let names = (import.module.to_owned(), import.name.to_owned());
                        shape.imports.push(names);
                    }
                }
                Payload::FunctionSection(functions) => {
                    shape.types = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        shape.exports.push((export.name.to_owned(), export.index));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index } = operator? {
                            shape.calls.push(function_index);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(shape)
    }

    #[test]
    fn functions_move_with_all_that_names_them() -> Result<()> {
        let module = sample();
        let names = Names::new(&module, SCRIPT)?;
        let shrunk = shape(&super::module(&module, &names)?)?;
        let import = |module: &str, name: &str| (module.to_owned(), name.to_owned());
        assert_eq!(
            shrunk,
            Shape {
                imports: vec![
                    import("_", "_0"),
                    import("elsewhere", "log_0123456789abcdef")
                ],
                // The third is beside the first.
                types: vec![0, 2, 1],
                exports: vec![("0".into(), 2), ("1".into(), 4), ("2".into(), 3)],
                calls: vec![4, 0, 3],
            }
        );
        Ok(())
    }

    #[test]
    fn script_gets_the_short_names() -> Result<()> {
        let names = Names::new(&sample(), SCRIPT)?;
        assert_eq!(
            names.in_script(
                "const import0 = { log_0123456789abcdef: (log_0123456789abcdefg) => log_(1) }; \
                 return { \"./main_bg.js\": import0 };"
            ),
            "const import0 = { _0: (log_0123456789abcdefg) => log_(1) }; return { \"_\": import0 };"
        );
        Ok(())
    }
}
