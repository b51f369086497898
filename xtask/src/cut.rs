//! Cuts a module in two: what is needed first, and what can come later.
//!
//! The first keeps its shape: where a function was cut off stands a stub, which has the second joined to the instance and
//! calls the function there, through the table. The second takes memory, table, globals and the functions that it calls
//! from the first. Each instance of the first, and so each thread, is joined by an instance of the second when it first
//! needs it.

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, ImportedFunction, InstrSeqBuilder, LocalId, Module, ModuleConfig, TableId, ValType,
    ir::Value, passes::gc,
};

/// The module that the second imports all from.
const FIRST: &str = "first";

/// What the first exports it as: shorter than its own exports' names.
fn name(kind: char, index: usize) -> String {
    format!("{kind}{index}")
}

/// Both modules.
pub(crate) struct Cut {
    /// Exports what the second needs, beside what the whole did.
    pub(crate) first: Vec<u8>,
    /// Its imports are the exports of an instance of the first, as the module `first`.
    pub(crate) later: Vec<u8>,
}

/// Cuts off all functions whose name `is_later`, and what only they call. `join` is the function that the module exports
/// to have the second joined to its instance.
///
/// # Errors
/// If this is no module, if it has not one table, one memory and that export, or if a part that comes later sets up
/// memory.
pub(crate) fn cut(module: &[u8], join: &str, is_later: impl Fn(&str) -> bool) -> Result<Cut> {
    let whole = Whole::read(module, is_later)?;
    let (later, needs) = whole.later()?;
    Ok(Cut {
        first: whole.first(join, &needs)?,
        later,
    })
}

/// The module, and where it is cut. Functions go by their index, which is the same in each copy of the module.
struct Whole<'module> {
    module: &'module [u8],
    /// Functions that the first has no body of.
    later: HashSet<usize>,
    /// Those of them that the first calls.
    called: HashSet<usize>,
}

impl<'module> Whole<'module> {
    fn read(module: &'module [u8], is_later: impl Fn(&str) -> bool) -> Result<Self> {
        let mut copy = parse(module)?;
        let (mut defined, mut cut) = (HashSet::new(), HashSet::new());
        for function in copy.funcs.iter() {
            if matches!(function.kind, FunctionKind::Local(_)) {
                defined.insert(function.id().index());
                if function.name.as_deref().is_some_and(&is_later) {
                    cut.insert(function.id().index());
                }
            }
        }
        for function in functions(&copy, &cut) {
            replace(&mut copy, function, |body, _| {
                body.unreachable();
            });
        }
        gc::run(&mut copy);
        let kept: HashSet<usize> = copy.funcs.iter().map(|kept| kept.id().index()).collect();
        let only_later = |index: &usize| cut.contains(index) || !kept.contains(index);
        Ok(Self {
            module,
            called: cut.intersection(&kept).copied().collect(),
            later: defined.into_iter().filter(only_later).collect(),
        })
    }

    /// The second, and what it takes from the first.
    fn later(&self) -> Result<(Vec<u8>, HashSet<String>)> {
        let mut later = parse(self.module)?;
        let exports: Vec<_> = later.exports.iter().map(walrus::Export::id).collect();
        exports.into_iter().for_each(|id| later.exports.delete(id));
        let elements: Vec<_> = later.elements.iter().map(walrus::Element::id).collect();
        elements
            .into_iter()
            .for_each(|id| later.elements.delete(id));
        let data: Vec<_> = later.data.iter().map(walrus::Data::id).collect();
        data.into_iter().for_each(|id| later.data.delete(id));
        let imports: Vec<_> = later.imports.iter().map(walrus::Import::id).collect();
        imports.into_iter().for_each(|id| later.imports.delete(id));
        later.start = None;

        for table in later.tables.iter_mut() {
            let name = name('t', table.id().index());
            table.import = Some(later.imports.add(FIRST, &name, table.id()));
            table.elem_segments.clear();
            // It has more places in the first.
            table.maximum = None;
        }
        for memory in later.memories.iter_mut() {
            let name = name('m', memory.id().index());
            memory.import = Some(later.imports.add(FIRST, &name, memory.id()));
            memory.data_segments.clear();
        }
        let globals: Vec<_> = later.globals.iter().map(walrus::Global::id).collect();
        for global in globals {
            let import = later.imports.add(FIRST, &name('g', global.index()), global);
            later.globals.get_mut(global).kind = GlobalKind::Import(import);
        }
        let all: Vec<FunctionId> = later.funcs.iter().map(walrus::Function::id).collect();
        for function in all {
            if !self.later.contains(&function.index()) {
                let import = later
                    .imports
                    .add(FIRST, &name('f', function.index()), function);
                let ty = later.funcs.get(function).ty();
                later.funcs.get_mut(function).kind =
                    FunctionKind::Import(ImportedFunction { import, ty });
            } else if let FunctionKind::Local(local) = &later.funcs.get(function).kind
                && !local.used_data_segments().is_empty()
            {
                bail!("a function that comes later sets up memory");
            }
        }
        let table = function_table(&later)?;
        let called = ElementItems::Functions(functions(&later, &self.called));
        let offset = ConstExpr::Value(Value::I32(later.tables.get(table).initial as i32));
        let element = later
            .elements
            .add(ElementKind::Active { table, offset }, called);
        later.tables.get_mut(table).elem_segments.insert(element);
        gc::run(&mut later);

        let needs = later.imports.iter().map(|import| import.name.clone());
        let needs = needs.collect();
        Ok((later.emit_wasm(), needs))
    }

    /// The first, which gives what the second needs.
    fn first(&self, join: &str, needs: &HashSet<String>) -> Result<Vec<u8>> {
        let mut first = parse(self.module)?;
        let mut give = |name: &str, item: ExportItem| {
            if needs.contains(name) {
                first.exports.add(name, item);
            }
        };
        for table in first.tables.iter() {
            give(&name('t', table.id().index()), table.id().into());
        }
        for memory in first.memories.iter() {
            give(&name('m', memory.id().index()), memory.id().into());
        }
        for global in first.globals.iter() {
            give(&name('g', global.id().index()), global.id().into());
        }
        for function in first.funcs.iter() {
            give(&name('f', function.id().index()), function.id().into());
        }
        let table = function_table(&first)?;
        let ready = ready(&mut first, join)?;
        let places = first.tables.get(table).initial as i32..;
        for (place, function) in places.zip(functions(&first, &self.called)) {
            let ty = first.funcs.get(function).ty();
            replace(&mut first, function, |body, arguments| {
                body.call(ready);
                for &argument in arguments {
                    body.local_get(argument);
                }
                body.i32_const(place).call_indirect(ty, table);
            });
        }
        let table = first.tables.get_mut(table);
        table.initial += self.called.len() as u64;
        table.maximum = table.maximum.map(|maximum| maximum.max(table.initial));
        gc::run(&mut first);
        Ok(first.emit_wasm())
    }
}

fn parse(module: &[u8]) -> Result<Module> {
    ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(module)
}

fn function_table(module: &Module) -> Result<TableId> {
    let table = module.tables.main_function_table()?;
    table.context("the module has no table of functions")
}

/// Those functions of the module, in its order.
fn functions(module: &Module, indices: &HashSet<usize>) -> Vec<FunctionId> {
    let all = module.funcs.iter().map(walrus::Function::id);
    all.filter(|id| indices.contains(&id.index())).collect()
}

/// Gives a function another body, made from its parameters.
fn replace(
    module: &mut Module,
    function: FunctionId,
    write: impl FnOnce(&mut InstrSeqBuilder<'_>, &[LocalId]),
) {
    let ty = module.types.get(module.funcs.get(function).ty());
    let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let arguments: Vec<LocalId> = params.iter().map(|&ty| module.locals.add(ty)).collect();
    write(&mut builder.func_body(), &arguments);
    module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(arguments));
}

/// A function that has the second joined, once.
fn ready(module: &mut Module, join: &str) -> Result<FunctionId> {
    let join = module
        .exports
        .get_func(join)
        .context("nothing joins the second module")?;
    let is_joined =
        module
            .globals
            .add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().global_get(is_joined).if_else(
        None,
        |_| {},
        |body| {
            body.call(join).i32_const(1).global_set(is_joined);
        },
    );
    Ok(builder.finish(Vec::new(), &mut module.funcs))
}

#[cfg(test)]
mod tests {
    use walrus::{ValType::I32, ir::BinaryOp};
    use wasmi::{Caller, Engine, Extern, Func, Linker, Store};

    use super::*;

    /// Exports two functions that give `2x + 1` by a function that comes later, which calls functions on both sides of the cut;
    /// how often the one was called that does not; and `join`, which calls the import `host.join`.
    fn sample() -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, Some(1), None);
        module.exports.add("memory", memory);
        let calls = module
            .globals
            .add_local(I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add("calls", calls);
        let nothing = module.types.add(&[], &[]);
        let (host, _) = module.add_import_func("host", "join", nothing);
        let mut join = FunctionBuilder::new(&mut module.types, &[], &[]);
        join.func_body().call(host);
        let join = join.finish(vec![], &mut module.funcs);
        module.exports.add("join", join);

        let one =
            |module: &mut Module, name: &str, write: &dyn Fn(&mut InstrSeqBuilder<'_>, LocalId)| {
                let mut function = FunctionBuilder::new(&mut module.types, &[I32], &[I32]);
                let argument = module.locals.add(I32);
                function.name(name.to_owned());
                write(&mut function.func_body(), argument);
                function.finish(vec![argument], &mut module.funcs)
            };
        let increment = one(&mut module, "first::increment", &|body, x| {
            body.global_get(calls)
                .i32_const(1)
                .binop(BinaryOp::I32Add)
                .global_set(calls);
            body.local_get(x).i32_const(1).binop(BinaryOp::I32Add);
        });
        let only_later = one(&mut module, "shift", &|body, x| {
            body.local_get(x).i32_const(1).binop(BinaryOp::I32Shl);
        });
        let double = one(&mut module, "later::double", &|body, x| {
            body.local_get(x).call(only_later).call(increment);
        });
        let table = module
            .tables
            .add_local(false, 2, Some(2), walrus::RefType::FUNCREF);
        let offset = ConstExpr::Value(Value::I32(1));
        let element = module.elements.add(
            ElementKind::Active { table, offset },
            ElementItems::Functions(vec![double]),
        );
        module.tables.get_mut(table).elem_segments.insert(element);
        let ty = module.types.add(&[I32], &[I32]);
        let direct = one(&mut module, "first::direct", &|body, x| {
            body.local_get(x).call(double);
        });
        let by_table = one(&mut module, "first::by_table", &|body, x| {
            body.local_get(x).i32_const(1).call_indirect(ty, table);
        });
        module.exports.add("increment", increment);
        module.exports.add("direct", direct);
        module.exports.add("by_table", by_table);
        module.emit_wasm()
    }

    fn is_later(name: &str) -> bool {
        name.starts_with("later::")
    }

    /// Instances of the first, joined with the second when that is called; and how often they were.
    fn run(calls: &[(&str, i32)]) -> Result<(Vec<i32>, i32, u32)> {
        struct State {
            later: wasmi::Module,
            first: Option<wasmi::Instance>,
            joined: u32,
        }
        let cut = cut(&sample(), "join", is_later)?;
        let engine = Engine::default();
        let state = State {
            later: wasmi::Module::new(&engine, &cut.later)?,
            first: None,
            joined: 0,
        };
        let mut store = Store::new(&engine, state);
        let join = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, State>| -> Result<(), wasmi::Error> {
                let mut linker = Linker::new(caller.engine());
                let first = caller
                    .data()
                    .first
                    .ok_or_else(|| wasmi::Error::new("too early"))?;
                let exports: Vec<(String, Extern)> = first
                    .exports(&caller)
                    .map(|export| (export.name().to_owned(), export.into_extern()))
                    .collect();
                for (name, export) in exports {
                    linker.define(FIRST, &name, export)?;
                }
                let later = caller.data().later.clone();
                linker.instantiate_and_start(&mut caller, &later)?;
                caller.data_mut().joined += 1;
                Ok(())
            },
        );
        let mut linker = Linker::new(&engine);
        linker.define("host", "join", join)?;
        let first = wasmi::Module::new(&engine, &cut.first)?;
        let first = linker.instantiate_and_start(&mut store, &first)?;
        store.data_mut().first = Some(first);
        let mut results = Vec::new();
        for (name, argument) in calls {
            let function = first.get_typed_func::<i32, i32>(&store, name)?;
            results.push(function.call(&mut store, *argument)?);
        }
        let global = first.get_global(&store, "calls").context("a global")?;
        let count = global.get(&store).i32().context("a number")?;
        Ok((results, count, store.data().joined))
    }

    #[test]
    fn cut_module_works_as_the_whole() -> Result<()> {
        assert_eq!(run(&[])?, (vec![], 0, 0));
        let calls = [("direct", 5), ("by_table", 7), ("direct", -1)];
        assert_eq!(run(&calls)?, (vec![11, 15, -1], 3, 1));
        Ok(())
    }

    #[test]
    fn what_only_the_second_calls_goes_with_it() -> Result<()> {
        let functions = |module: &[u8]| -> Result<usize> {
            let module = Module::from_buffer(module)?;
            Ok(module.funcs.iter_local().count())
        };
        let cut = cut(&sample(), "join", is_later)?;
        // `later::double` and `shift`; the first has a stub of the one, and the function that calls `join` once.
        assert_eq!(functions(&sample())?, 6);
        assert_eq!(functions(&cut.later)?, 2);
        assert_eq!(functions(&cut.first)?, 6);
        Ok(())
    }

    #[test]
    fn nothing_joins_without_the_export() {
        let cut = cut(&sample(), "joined", is_later);
        assert!(cut.is_err_and(|error| error.to_string().contains("nothing joins")));
    }
}
